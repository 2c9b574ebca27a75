#!/usr/bin/env bash
# Load on a running server: fifty connections for each page while a document is added every half second; needs wrk.
#   benches/serve.sh http://127.0.0.1:8047 > figures.txt
set -euo pipefail
base="${1:?the address of a server}"
first() { curl -s "$base/$1" | python3 -c "import json,sys; print(json.load(sys.stdin)['results'][0]['$2'])"; }
mention="$(first 'api/v1/mentions?limit=1' mention_id)"
commitment="$(first 'api/v1/ledger?limit=1' id)"
(
    n=0
    while :; do
        n=$((n + 1))
        curl -s -o /dev/null -X POST "$base/api/v1/documents?date=2031-02-03" \
            -d "Peru and Chile signed treaty number $n in Lima on Monday. Japan will give the Philippines $n patrol boats by 2032."
        sleep 0.5
    done
) &
trap "kill $!" EXIT
for page in / /events '/events?party=JPN&status=future' '/events?rule=mentions' '/events?show=map' /dyad/JPN/PHL /ledger /network /country/JPN \
    "/mention/$mention" "/commitment/$commitment" /documents /review /corpus '/search?q=vaccines' /quality /codebook /api/v1/mentions; do
    echo "$page"
    wrk -t1 -c50 -d10s --latency "$base$page" | grep -E '%|Requests/sec|Non-2xx'
done
