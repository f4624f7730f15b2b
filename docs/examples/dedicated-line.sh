#!/bin/sh
# A site reaches another account's service and object storage over a dedicated line.
set -eu
. "$(dirname "$0")/emulator.sh"

network orders orders-vpc 172.16.0.0/16 172.16.1.0/24
service orders true
call orders vpce.CreateEndpointServiceWhitelist -p endpointServiceID="$service" -p email=net@hub.example > /dev/null
network hub hub-vpc 192.168.0.0/16 192.168.1.0/24

# The line, the gateway, and the line on the gateway. No call of these gives an id; lists do.
call hub cda.AddPhysicalLine -p lineName=line-a -p account=net@hub.example -p ipVersion=IPV4 \
  -p localConnectIP=10.255.0.1/30 -p remoteConnectIP=10.255.0.2/30 -p hostname=switch -p portType=10G \
  -p portName=xe-0/0/1 -p bandwidth=1000 -p lineType=PON -p tag=1 -p vlan=100 -p isShared=0 > /dev/null
line=$(call hub cda.ListPhysicalLine -p pageNo=1 -p pageSize=10 \
  --select 'returnObj.physicalLineList[lineName=line-a].lineID')
call hub cda.AddGateway -p gatewayName=hq -p account=net@hub.example -p hostname=switch > /dev/null
refused hub cda.AddStaticRoute -p gatewayName=hq -p ipVersion=IPV4 -p dstCidr=10.1.123.0/24 \
  -p 'nextHop[0].remoteGatewayIp=10.255.0.2' -p 'nextHop[0].priority=1' -p 'nextHop[0].track=1'
call hub cda.BindPhysicalLine -p gatewayName=hq -p lineID="$line" > /dev/null
echo "line-a is bound to the gateway hq"

call hub cda.AddVpc -p gatewayName=hq -p account=net@hub.example -p vpcID="$vpc" -p ipVersion=IPV4 -p bandwidth=100 \
  -p vpcNetworkSegment=192.168.0.0/16 -p vpcSubnet=192.168.1.0/24 > /dev/null
call hub cda.AddStaticRoute -p gatewayName=hq -p ipVersion=IPV4 -p dstCidr=10.1.123.0/24 \
  -p 'nextHop[0].remoteGatewayIp=10.255.0.2' -p 'nextHop[0].priority=1' -p 'nextHop[0].track=1' > /dev/null
call hub cda.AddHealthCheck -p gatewayName=hq -p vpcID="$vpc" -p vpcName=hub-vpc -p vpcSubnet=192.168.1.0/24 \
  -p vpcSubnetID="$subnet" -p srcIP=192.168.1.200 -p dstIP=10.255.0.2 -p interval=2 -p ntimest=5 \
  -p autoRouteSwitching=true > /dev/null
echo "the gateway leads from hub-vpc to 10.1.123.0/24, and checks that it does"

orders=$(call hub vpce.CreateEndpoint --wait -p cycleType=on_demand -p endpointServiceID="$service" \
  -p endpointName=orders -p vpcID="$vpc" -p subnetID="$subnet" -p IP=192.168.1.30 -p whitelist=10.1.123.0/24 \
  --select returnObj.endpointID)
storage=$(call hub vpce.ListCtyunServices --select 'returnObj.results[name=zos].endpointServiceID')
zos=$(call hub vpce.CreateEndpoint --wait -p cycleType=on_demand -p endpointServiceID="$storage" \
  -p endpointName=zos -p vpcID="$vpc" -p subnetID="$subnet" -p whitelist=10.1.123.0/24 --select returnObj.endpointID)
check "$(status hub "$orders") $(status hub "$zos")" "1 1"
echo "the site reaches both endpoints"

# Back again: what stands on something goes first.
refused hub cda.DeleteGateway -p gatewayName=hq
call hub vpce.DeleteEndpoint --wait -p endpointID="$orders" > /dev/null
call hub vpce.DeleteEndpoint --wait -p endpointID="$zos" > /dev/null
call hub cda.DeleteHealthCheck -p gatewayName=hq -p vpcID="$vpc" > /dev/null
route=$(call hub cda.ListStaticRoute -p gatewayName=hq -p account=net@hub.example \
  --select 'returnObj.staticRouteList[0].SRID')
call hub cda.DeleteStaticRoute -p SRID="$route" > /dev/null
call hub cda.DeleteVpc -p gatewayName=hq -p vpcID="$vpc" > /dev/null
call hub cda.UnbindPhysicalLine -p gatewayName=hq -p lineID="$line" > /dev/null
call hub cda.DeleteGateway -p gatewayName=hq > /dev/null
call hub cda.DeletePhysicalLine -p lineID="$line" > /dev/null
echo "everything is gone again"
