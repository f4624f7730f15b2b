#!/bin/sh
# Clients that know nothing of Isthmus talk to the emulator: Python, and curl.
set -eu
. "$(dirname "$0")/emulator.sh"
network hub '生产-vpc' 192.168.0.0/16 192.168.1.0/24

# Python, see ctyun.py: a query that needs escaping, and a body.
python() {
  CTYUN_AK=AKHUB CTYUN_SK=SKHUB python3 -B "$(dirname "$0")/ctyun.py" "$@"
}
python GET "$ISTHMUS_ENDPOINT_URL" /v4/vpc/new-list regionID="$ISTHMUS_REGION" vpcName='生产-vpc' |
  grep -o '"name": "[^"]*"'
python POST "$ISTHMUS_ENDPOINT_URL" /v4/vpc/create regionID="$ISTHMUS_REGION" clientToken=from-python \
  name=from-python CIDR=10.0.0.0/16 > /dev/null
echo "Python has made the VPC $(call hub vpc.ListVpcs -p vpcName=from-python --select 'returnObj.vpcs[0].CIDR')"

# curl: a dry run prints the command, its comments say what was signed.
call hub vpc.ShowVpc -p vpcID="$vpc" --dry-run > "$folder/show.sh"
echo "curl reads $(sh "$folder/show.sh" 2> /dev/null | grep -o '"CIDR":"[^"]*"')"
