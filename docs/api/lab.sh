#!/usr/bin/env bash
# What a lab does from its data to a model, without a browser: seals and registers a table, posts a bounty on it, follows it over the
# API, collects the model. Ends with the JSON line of 'assay bounty collect'.
#
#   ASSAY       the command (default: ./assay)
#   API         the platform's API, such as http://127.0.0.1:8080/api/v1
#   OWNER_HOME  a home from 'assay init' for the data, with ether for gas
#   LAB_HOME    another for the bounty, with ether for the reward too
#   DATA        a table to train on
#   RULES       who may train on it (docs/guides/owner.md)
#   DRAFT       a bounty (assay bounty example) with the word DATASET in the place of the dataset's id; its files lie beside it
#   PATIENCE    seconds until it should be over (default: a week)
set -euo pipefail
: "${ASSAY:=./assay}" "${PATIENCE:=604800}"
: "${API:?}" "${OWNER_HOME:?}" "${LAB_HOME:?}" "${DATA:?}" "${RULES:?}" "${DRAFT:?}"

work=$(mktemp -d)
posted="$(dirname "$DRAFT")/posted-$$.yaml"
helpers=()
finish() {
  [ "${#helpers[@]}" -eq 0 ] || kill "${helpers[@]}" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# Register: what leaves this machine is sealed; the owner's agent answers who asks for the key.
"$ASSAY" dataset seal "$DATA" --out "$work/sealed" >&2
dataset=$("$ASSAY" dataset register "$work/sealed" --home "$OWNER_HOME")
"$ASSAY" dataset rules set "$RULES" --home "$OWNER_HOME" >&2
"$ASSAY" owner run --home "$OWNER_HOME" >&2 &
helpers+=($!)

# Post: the test set and its key stay in the lab's home; its agent does what is due later.
sed "s/DATASET/$dataset/" "$DRAFT" >"$posted"
bounty=$("$ASSAY" bounty post "$posted" --home "$LAB_HOME")
"$ASSAY" bounty attend --home "$LAB_HOME" >&2 &
attending=$!
helpers+=("$attending")

# Poll.
state=""
until [ "$state" = SETTLED ]; do
  now=$(curl -sf --retry 5 --retry-connrefused "$API/bounties/$bounty" | sed -n 's/.*"state":"\([A-Z_]*\)".*/\1/p' || true)
  case "$now" in
    "$state" | "") ;;
    REFUNDED | CANCELLED | DEFAULTED)
      echo "Bounty $bounty ended as $now." >&2
      exit 1
      ;;
    *) echo "Bounty $bounty is $now." >&2 ;;
  esac
  state=${now:-$state}
  [ "$SECONDS" -lt "$PATIENCE" ] || { echo "Bounty $bounty is still $state." >&2; exit 1; }
  sleep 2
done

# Collect: opened here, held to the hashes on the chain. The agent lets go of the home first.
kill "$attending"
wait "$attending" || true
"$ASSAY" bounty collect "$bounty" --home "$LAB_HOME" --json
