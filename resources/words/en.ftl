# Words of Akashi, English. One message for each code; the id is the code with dots as hyphens.

### Verification

## Verdicts
verdict-passed = Verified
verdict-unknown = Can't tell
verdict-failed = Not verified
verdict-none = Self-declared
age-now = just now
age-hours = { $count ->
        [one] 1 hour ago hours ago }
       *[other] { $count hours ago }
    }
age-days = { $count ->
        [one] 1 day ago days ago }
       *[other] { $count days ago }
    }

## Format
format-ok = Reads as { $kind }.
format-unsupported = This is { $kind }. This version can keep it but not check it.
malformed-json = The file is damaged: it cannot be read at line { $line }, column { $column }.
malformed-json_duplicate = The name "{ $key }" stands twice in one place, so programs would read it differently.
malformed-json_depth = The data is nested too deeply (more than { $limit } levels).
malformed-json_nodes = The data has too many parts (more than { $limit }).
malformed-json_number = The number { $number } cannot be kept exactly.
malformed-too_large = The file is too large (more than { $limit }).
malformed-too_many = There are too many parts in one file (more than { $limit }).
malformed-encoding = The text is not proper Unicode (UTF-8).
malformed-empty = The file is empty.
malformed-unknown_format = This is not a credential of any kind we know.
malformed-png = The picture is damaged or cut short.
malformed-png_no_badge = This picture carries no badge. It may have been saved again by another program; download the original.
malformed-png_many = The picture carries more than one badge, which the standard forbids.
malformed-svg = The SVG picture is damaged or uses forbidden parts.
malformed-svg_no_badge = This SVG picture carries no badge.
malformed-svg_many = The SVG picture carries more than one badge, which the standard forbids.
malformed-jwt = The token is damaged: it does not have three readable parts.
malformed-base64 = A coded part is damaged.
malformed-multibase = A key or signature is written in a way we cannot read.
malformed-pointer = There is nothing at { $pointer }.
malformed-key = A key is damaged or unsafe.
malformed-did = The identifier { $did } or its document is not well formed.
malformed-did_method = The issuer's document does not list the key { $method }.
malformed-context = The list of vocabularies breaks the rules: { $value }
malformed-type = The type "{ $type }" is missing or not well formed.
malformed-id = An identifier is not well formed.
malformed-issuer = The issuer is missing or not well formed.
malformed-subject = It does not say what it is about.
malformed-date = The date "{ $value }" is not well formed.
malformed-dates_order = It ends before it begins.
malformed-status = The note on withdrawal is not well formed.
malformed-schema = The schema is missing or not well formed.
malformed-refresh = The note on renewal is not well formed.
malformed-terms = The terms of use are not well formed.
malformed-evidence = The evidence is not well formed.
malformed-text = The text "{ $member }" has parts that do not belong there.
malformed-proof = The signature is not well formed.
malformed-holder = The holder is not well formed.
malformed-presentation = The presentation is not well formed.
malformed-claims = The token and the credential inside contradict each other ({ $claim }).

## Signature
proof-ok = The signature matches; nothing was changed after issue.
proof-ok_others = The signature matches. Another of a kind we cannot check stands beside it: { $others }.
proof-none = There is no signature. Anybody could have written this.
proof-bad = The signature does not match: it was changed, or copied wrongly.
proof-partial = The signature matches, but it does not cover everything that is shown.
proof-unsupported = We cannot check this kind of signature here: { $suite }.
proof-unchecked = Not checked: the issuer's key is not at hand ({ $url }).
proof-unreadable = Not checked: what the signature covers could not be worked out.
proof-too_complex = Not checked: too complex to check safely.
proof-purpose = The signature was made for another purpose ({ $purpose }).
proof-expired = The signature itself ended on { $until }.
proof-dates = The signature's date "{ $member }" is not well formed.
proof-chain = The chain of signatures is broken.
proof-context = The signature was made under other vocabularies than those of the document.
proof-algorithm = The signature method does not fit the key ({ $algorithm }).
proof-header = The token asks for special treatment that we refuse.
proof-method = The key is named in a way we cannot follow ({ $method }).
proof-no_key = The token does not say which key signed it.
proof-key_kind = We cannot use this kind of key ({ $kind }).
proof-key_size = The key has an unsafe size ({ $bits } bits).

## Issuer's key
binding-ok = The key belongs to the issuer named.
binding-none = No key signed this.
binding-mismatch = The key does not belong to the issuer named. Somebody else signed this.
binding-unproven = A key signed this, but nothing shows that it is the issuer's. Anybody could name this issuer.
binding-missing_document = Not checked: the issuer's document is not at hand ({ $url }).
binding-relationship = The issuer lists this key, but not for issuing credentials.
binding-no_issuer = No issuer is named.
binding-unchecked = Not checked: the key could not be found.

## Coverage
coverage-ok = Everything shown is signed.
coverage-none = Nothing here is signed.
coverage-unchecked = Not checked: we cannot tell what the signature covers.
coverage-undefined_term = { $count ->
        [one] One field is fields are } outside the signature: { $terms }
       *[other] { $count fields are } outside the signature: { $terms }
    }
coverage-relative = { $count ->
        [one] One identifier is identifiers are } incomplete, so the signature does not cover it: { $terms }
       *[other] { $count identifiers are } incomplete, so the signature does not cover it: { $terms }
    }
coverage-context_unknown = It uses a vocabulary that we do not have: { $url }
coverage-context_inline = It brings its own vocabulary, which could give any word any meaning.
coverage-context_nested = It changes the vocabulary in the middle, at { $what }.
coverage-context_conflict = Its vocabularies contradict each other.
coverage-unsupported = It uses a way of writing that we do not judge, at { $what }.

## Dates
validity-ok = Valid now, until { $until }.
validity-open = Valid; no end date is stated.
validity-expired = Expired on { $until }.
validity-not_yet = Not valid before { $from }.
validity-unreadable = The dates cannot be read.

## Status
status-none = The issuer offers no way to withdraw this credential.
status-ok = Not withdrawn as of { $as_of }.
status-stale = Not withdrawn as of { $as_of }; that information is out of date.
status-missing = Not checked: this needs the internet once ({ $url }).
status-list_bad = The issuer's list failed its own checks: unknown.
status-revoked = Withdrawn by the issuer, as of { $as_of }.
status-suspended = Suspended by the issuer, as of { $as_of }.
status-unsupported = This app cannot read status type { $type }: unknown.
status-entry_bad = The note on withdrawal cannot be read: unknown.
status-message = The issuer's list says, as of { $as_of }: { $text }
status-list_shape = The list does not hold exactly one credential.
status-list_type = The list is of the wrong type.
status-list_issuer = The list is by somebody else than the issuer.
status-list_purpose = The list is for another purpose.
status-list_proof = The list's own signature does not hold.
status-list_not_yet = The list is not valid yet.
status-list_range = The credential's place lies beyond the end of the list.
status-list_encoding = The list is damaged.
status-list_short = The list is too short to protect anybody's privacy.

## Issuer, schema, holder, endorsements
issuer-listed = Listed by { $list }, { $as_of }.
issuer-domain = The key is published by { $domain }. No list at hand vouches for it.
issuer-unlisted = The key is real, but nobody we trust vouches for it.
schema-none = It names no schema.
schema-unchecked = Its form was not checked against the schema it names ({ $url }).
endorsement-none = It carries no endorsements.
endorsement-unchecked = { $count ->
        [one] One endorsement was endorsements were } not checked.
       *[other] { $count endorsements were } not checked.
    }
holder-absent = Not proven to be this person's; ask for ID.
holder-unproven = Shown without proof of the person; a copy can be shown by anybody.
holder-unanswered = The holder did not answer the question that was asked.
holder-unasked = Signed by the holder, but not for a question of yours: it may be an old copy.
holder-unbound = Signed by a key, but nothing shows whose it is.
holder-bearer = Signed just now, but the credential names nobody: whoever has it can show it.
holder-proven = The holder proved it just now.
holder-wrong = The proof is by somebody else than the person named.
holder-replayed = The proof answers another question: old, or made for somebody else.
holder-bad = The proof of the person does not hold.

## General
missing-document = This needs a document that is not at hand: { $url }
library-context_altered = A built-in vocabulary was altered on this computer ({ $file }). Please install Akashi again.
library-no_folder = There is no folder "{ $path }".
library-too_many = The folder holds too many files (more than { $limit }).
library-index = The index of the folder cannot be read ({ $path }).
library-outside = The index points outside its folder ({ $path }).
cancelled = Cancelled. Nothing was changed.

## What is stated
element-title = Title
element-purpose = Purpose
element-outcomes = Outcomes
element-content = Content
element-hours = Hours
element-credits = Credits
element-level = Level
element-assessment = Assessment
element-result = Result
element-participation = Form
element-quality_assurance = Quality assurance
element-prerequisites = Prerequisites
element-stackability = Stacks towards
element-language = Language
element-period = Period
element-missing = Not stated by the issuer

### SD-JWT
malformed-sd_jwt = The pieces of this selectively disclosed credential do not fit together.
disclose-no_such_claim = There is nothing to disclose at { $pointer }.
present-bound_already = This already carries a proof for another verifier.
present-not_yours = This credential is bound to another key than yours.
