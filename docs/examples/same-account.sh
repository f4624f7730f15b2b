#!/bin/sh
# One account offers a service and uses it from another VPC of its own.
set -eu
. "$(dirname "$0")/emulator.sh"

network hub orders-vpc 172.16.0.0/16 172.16.1.0/24
service hub true
network hub hub-vpc 192.168.0.0/16 192.168.1.0/24

# An endpoint is ordered: --wait repeats the call, with the same client token, until the endpoint is there.
endpoint=$(call hub vpce.CreateEndpoint --wait -p cycleType=on_demand -p endpointServiceID="$service" \
  -p endpointName=orders -p vpcID="$vpc" -p subnetID="$subnet" -p IP=192.168.1.30 -p whitelist=10.1.123.0/24 \
  --select returnObj.endpointID)
check "$(status hub "$endpoint")" 1
echo "hub reaches orders-api at $(call hub vpce.ShowEndpoint -p endpointID="$endpoint" \
  --select returnObj.endpoint.vpcAddress):443"

# Nothing can be taken away while something stands on it.
refused hub vpc.DeleteSubnet -p subnetID="$subnet"
call hub vpce.DeleteEndpoint --wait -p endpointID="$endpoint" > /dev/null
call hub vpce.DeleteEndpointService -p ID="$service" > /dev/null
echo "hub has taken the endpoint and the service away"
