#!/bin/sh
# One account offers a service to another one, and approves each endpoint.
set -eu
. "$(dirname "$0")/emulator.sh"

network orders orders-vpc 172.16.0.0/16 172.16.1.0/24
service orders false
network hub hub-vpc 192.168.0.0/16 192.168.1.0/24

order() {
  "$1" hub vpce.CreateEndpoint --wait -p cycleType=on_demand -p endpointServiceID="$service" -p endpointName=orders \
    -p vpcID="$vpc" -p subnetID="$subnet" -p whitelist=10.1.123.0/24 --select returnObj.endpointID
}

# Whoever is not on the service's allow list may not even ask.
order refused
call orders vpce.CreateEndpointServiceWhitelist -p endpointServiceID="$service" -p email=net@hub.example > /dev/null
endpoint=$(order call)
check "$(status hub "$endpoint")" 2
echo "hub has an endpoint, which waits"

# Only the service's owner decides.
refused hub vpce.AcceptEndpointApply -p endpointServiceID="$service" -p endpointID="$endpoint"
asking=$(call orders vpce.ListEndpointServiceConnections -p endpointServiceID="$service" \
  --select "returnObj[endpointID=$endpoint].status")
check "$asking" DOWN
call orders vpce.AcceptEndpointApply -p endpointServiceID="$service" -p endpointID="$endpoint" > /dev/null
check "$(status hub "$endpoint")" 1
echo "orders has accepted it; hub is connected"

refused orders vpce.DeleteEndpointService -p ID="$service"
call hub vpce.DeleteEndpoint --wait -p endpointID="$endpoint" > /dev/null
call orders vpce.DeleteEndpointService -p ID="$service" > /dev/null
echo "both have taken their part away"
