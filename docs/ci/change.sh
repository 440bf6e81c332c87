#!/usr/bin/env bash
# Plans or applies the specs whose paths stand on standard input, with curl and jq only. Prints Markdown.
# URL: the GraphQL endpoint. TOKEN: a bearer token, if the gateway needs one. MODE: plan or apply.
# REASON, KEY: why, and a text that is the same for each attempt, such as the commit.
set -euo pipefail

plan='query ($input: PlanApplicationInput!) { planApplication(input: $input) {
  replacement changes { summary changes { path before after } } warnings { message } } }'
apply='mutation ($input: ApplyApplicationInput!) { applyApplication(input: $input) {
  unchanged instance { uid } errors { code message path } } }'

send() {
  jq -n --arg query "$1" --argjson input "$2" '{query: $query, variables: {input: $input}}' |
    curl --silent --show-error --fail-with-body --max-time 60 "$URL" \
      --header 'content-type: application/json' ${TOKEN:+--header "authorization: Bearer $TOKEN"} --data @-
}

failed=0
while read -r file; do
  environment=$(basename "$(dirname "$file")")
  name=$(basename "$file" .json)
  input=$(jq --arg environment "$environment" --arg name "$name" '{environment: $environment, name: $name, spec: .}' "$file")
  echo "### $environment/$name"
  if [ "$MODE" = plan ]; then
    send "$plan" "$input" | jq -r '
      if .errors then "**" + (.errors | map(.message) | join("; ")) + "**"
      else .data.planApplication | "\(.changes.summary) (\(.replacement))\n",
        (.changes.changes[] | "- `\(.path)`: `\(.before | tojson)` → `\(.after | tojson)`"),
        (.warnings[] | "\n> \(.message)") end'
  else
    input=$(jq --arg reason "$REASON" --arg key "$KEY $file" '. + {reason: $reason, idempotencyKey: $key}' <<<"$input")
    result=$(send "$apply" "$input")
    jq -r '
      if .errors then "**" + (.errors | map(.message) | join("; ")) + "**"
      else .data.applyApplication
        | if .errors != [] then (.errors[] | "**\(.code)**: \(.message)")
          elif .unchanged then "unchanged"
          else "instance `\(.instance.uid)`" end end' <<<"$result"
    jq -e '(.errors // []) == [] and .data.applyApplication.errors == []' <<<"$result" >/dev/null || failed=1
  fi
done
exit $failed
