#!/bin/sh
# An endpoint for the operator's object storage, which only two ranges may use.
set -eu
. "$(dirname "$0")/emulator.sh"

network hub hub-vpc 192.168.0.0/16 192.168.1.0/24
storage=$(call hub vpce.ListCtyunServices --select 'returnObj.results[name=zos].endpointServiceID')

endpoint=$(call hub vpce.CreateEndpoint --wait -p cycleType=on_demand -p endpointServiceID="$storage" \
  -p endpointName=zos -p vpcID="$vpc" -p subnetID="$subnet" -p whitelist=10.1.123.0/24,10.1.124.0/24 \
  -p enableDns=true --select returnObj.endpointID)
check "$(status hub "$endpoint")" 1
echo "hub reaches $(call hub vpce.ShowEndpoint -p endpointID="$endpoint" \
  --select 'returnObj.endpoint.endpointObj.dnsNames[0]')"

call hub vpce.AddEndpointWhitelist -p endpointID="$endpoint" -p whitelist=10.1.125.0/24 > /dev/null
echo "it may be used from $(call hub vpce.ShowEndpoint -p endpointID="$endpoint" \
  --select returnObj.endpoint.whitelist)"
call hub vpce.DeleteEndpoint --wait -p endpointID="$endpoint" > /dev/null
