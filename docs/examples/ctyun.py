"""Calls CTyun's API, or an emulator that stands in for it, without any SDK.

    python3 ctyun.py GET https://ctvpc-global.ctapi.ctyun.cn /v4/vpc/new-list regionID=REGION

The key is taken from CTYUN_AK and CTYUN_SK. Sends with `requests` where it is installed, else with what Python has.
"""

import base64
import datetime
import hashlib
import hmac
import json
import os
import sys
import uuid
from urllib.parse import quote_plus


def hmac_sha256(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def signed_headers(access_key, secret_key, query, body):
    """The headers that make a request one's own. Signed are its id, its date, its query and its body."""
    request_id = str(uuid.uuid4())
    # The Z is a mere letter: the date is Beijing's.
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
    date = now.strftime("%Y%m%dT%H%M%SZ")
    text = "\n".join(
        ["ctyun-eop-request-id:" + request_id, "eop-date:" + date, "", query, hashlib.sha256(body).hexdigest()]
    )
    key = hmac_sha256(hmac_sha256(hmac_sha256(secret_key.encode(), date), access_key), date[:8])
    signature = base64.b64encode(hmac_sha256(key, text)).decode()
    headers = {
        "ctyun-eop-request-id": request_id,
        "Eop-date": date,
        "Eop-Authorization": f"{access_key} Headers=ctyun-eop-request-id;eop-date Signature={signature}",
    }
    if body:
        headers["Content-Type"] = "application/json"
    return headers


def call(method, base_url, path, parameters, access_key, secret_key):
    """Calls an operation and returns the cloud's reply."""
    query, body = "", b""
    if method == "GET":
        # Sorted and form-encoded: what is signed is what is sent.
        query = "&".join(f"{quote_plus(name)}={quote_plus(str(parameters[name]))}" for name in sorted(parameters))
    else:
        body = json.dumps(parameters, ensure_ascii=False).encode()
    url = base_url + path + ("?" + query if query else "")
    headers = signed_headers(access_key, secret_key, query, body)
    try:
        import requests
    except ImportError:
        from urllib.request import Request, urlopen

        with urlopen(Request(url, data=body or None, headers=headers, method=method), timeout=60) as reply:
            return json.loads(reply.read())
    return requests.request(method, url, data=body or None, headers=headers, timeout=60).json()


if __name__ == "__main__":
    method, base_url, path, *texts = sys.argv[1:]
    reply = call(
        method,
        base_url,
        path,
        dict(text.split("=", 1) for text in texts),
        os.environ["CTYUN_AK"],
        os.environ["CTYUN_SK"],
    )
    print(json.dumps(reply, ensure_ascii=False, indent=2))
    sys.exit(0 if reply.get("statusCode") == 800 else 4)
