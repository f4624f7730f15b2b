# Starts an emulator of its own for the story that sources this file, and stops it when the story ends. It sets up two
# accounts: hub, who uses services, and orders, who offers one.
folder=$(mktemp -d)
umask 077

cat > "$folder/seed.json" <<'JSON'
{
  "version": 1,
  "regions": [{ "id": "81f7728662dd11ec810800155d307d5b", "name": "rehearsal" }],
  "accounts": [
    { "name": "hub", "id": "10001", "email": "net@hub.example" },
    { "name": "orders", "id": "10002", "email": "ops@orders.example" }
  ]
}
JSON

cat > "$folder/credentials.yaml" <<'YAML'
profiles:
  hub: { accessKey: AKHUB, secretKey: SKHUB }
  orders: { accessKey: AKORDERS, secretKey: SKORDERS }
YAML

isthmus emulator --port 0 --seed "$folder/seed.json" --account hub:AKHUB:SKHUB --account orders:AKORDERS:SKORDERS \
  --ready-file "$folder/url" > "$folder/emulator.log" 2>&1 &
emulator=$!
trap 'kill "$emulator" 2> /dev/null; wait "$emulator" 2> /dev/null || true; rm -rf "$folder"' EXIT
while [ ! -s "$folder/url" ]; do
  kill -0 "$emulator" 2> /dev/null || { cat "$folder/emulator.log" >&2; exit 1; }
  sleep 0.05
done

# Every option of isthmus can come from the environment.
ISTHMUS_ENDPOINT_URL=$(cat "$folder/url")
ISTHMUS_CREDENTIALS=$folder/credentials.yaml
ISTHMUS_REGION=81f7728662dd11ec810800155d307d5b
ISTHMUS_WAIT_INTERVAL=0
export ISTHMUS_ENDPOINT_URL ISTHMUS_CREDENTIALS ISTHMUS_REGION ISTHMUS_WAIT_INTERVAL

# call ACCOUNT OPERATION [OPTION…]
call() {
  account=$1 operation=$2
  shift 2
  isthmus api call "$operation" --account "$account" "$@"
}

# refused ACCOUNT OPERATION [OPTION…]: the cloud must refuse this call; prints why.
refused() {
  code=0
  call "$@" > /dev/null 2> "$folder/refusal" || code=$?
  [ "$code" -eq 4 ] || { echo "$2 should have been refused (exit code $code)"; cat "$folder/refusal"; exit 1; }
  sed -n 's/^isthmus: \([^ ]*\) as .* refused with \([^ ]*\) .*$/the cloud refuses \1: \2/p' "$folder/refusal"
}

# check TEXT WANTED: prints the text, and ends the story if it is not the wanted one.
check() {
  [ "$1" = "$2" ] || { echo "found $1 instead of $2"; exit 1; }
}

# network ACCOUNT NAME CIDR SUBNET: makes a VPC with one subnet; sets vpc and subnet.
network() {
  vpc=$(call "$1" vpc.CreateVpc -p name="$2" -p CIDR="$3" --select returnObj.vpcID)
  subnet=$(call "$1" vpc.CreateSubnet -p vpcID="$vpc" -p name="$2-apps" -p CIDR="$4" --select returnObj.subnetID)
  echo "$1 has the VPC $2 ($3) with the subnet $4"
}

# service ACCOUNT AUTOMATIC: makes a load balancer in $vpc and $subnet and a service in front of it; sets service.
service() {
  balancer=$(call "$1" elb.CreateLoadBalancer -p vpcID="$vpc" -p subnetID="$subnet" -p name=orders-lb \
    -p resourceType=internal --select returnObj.ID)
  service=$(call "$1" vpce.CreateEndpointService -p vpcID="$vpc" -p name=orders-api -p instanceType=lb \
    -p instanceID="$balancer" -p autoConnection="$2" \
    -p 'rules[0].protocol=TCP' -p 'rules[0].endpointPort=443' -p 'rules[0].serverPort=8443' \
    --select returnObj.endpointService.endpointServiceID)
  # A wrong backend does not make the call fail; it only leaves the service without one.
  check "$(call "$1" vpce.ShowEndpointService -p endpointServiceID="$service" \
    --select 'returnObj.backends[0].instanceID')" "$balancer"
  echo "$1 offers the service orders-api on tcp/443"
}

# status ACCOUNT ENDPOINT: 1 is connected, 2 is not.
status() { call "$1" vpce.ShowEndpoint -p endpointID="$2" --select returnObj.endpoint.status; }
