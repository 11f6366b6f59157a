# Words of Akashi, English. One message for each code; the id is the code with dots as hyphens.

### Verification

## Verdicts
verdict-passed = Verified
verdict-unknown = Can't tell
verdict-failed = Not verified
verdict-none = Self-declared
age-now = just now
age-hours = { $count ->
        [one] 1 hour ago
       *[other] { $count } hours ago
    }
age-days = { $count ->
        [one] 1 day ago
       *[other] { $count } days ago
    }

## Format
format-ok = Reads as { $kind }.
format-unsupported = This is { $kind }. This version can keep it but not check it. Another program may be able to tell.
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
malformed-context = The list of vocabularies breaks the rules: "{ $value }".
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
malformed-related = A related resource has no address, or no digest of what lies there.
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
proof-partial = The signature matches, but it does not cover everything that is shown. Nothing at hand can settle it; ask the issuer for one that is made properly.
proof-unsupported = We cannot check this kind of signature here: { $suite }. Another program may be able to tell.
proof-unchecked = Not checked: the issuer's key is not at hand ({ $url }). That key would settle it.
proof-unreadable = Not checked: what the signature covers could not be worked out. Another program may be able to tell.
proof-too_complex = Not checked: too complex to check safely. Another program may be able to tell.
proof-purpose = The signature was made for another purpose ({ $purpose }).
proof-expired = The signature itself ended on { $until }.
proof-dates = The signature's date "{ $member }" is not well formed.
proof-chain = The chain of signatures is broken.
proof-context = The signature was made under other vocabularies than those of the document.
proof-algorithm = The signature method does not fit the key ({ $algorithm }).
proof-header = The token asks for special treatment that we refuse. Nothing at hand can settle it; ask the issuer for one that is made properly.
proof-method = The key is named in a way we cannot follow ({ $method }). Nothing at hand can settle it; ask the issuer for one that is made properly.
proof-no_key = The token does not say which key signed it. Nothing at hand can settle it; ask the issuer for one that is made properly.
proof-key_kind = We cannot use this kind of key ({ $kind }). Another program may be able to tell.
proof-key_size = The key has an unsafe size ({ $bits } bits). Nothing at hand can settle it; ask the issuer for one that is made properly.

## Issuer's key
binding-ok = The key belongs to the issuer named.
binding-none = No key signed this.
binding-mismatch = The key does not belong to the issuer named. Somebody else signed this.
binding-unproven = A key signed this, but nothing shows that it is the issuer's. Anybody could name this issuer. A document of the issuer's own that lists this key would settle it.
binding-missing_document = Not checked: the issuer's document is not at hand ({ $url }). That document would settle it.
binding-key_ended = The key is the issuer's, who withdrew it or let it end on { $until }. Nothing shows that the signature is older.
binding-relationship = The issuer lists this key, but not for issuing credentials.
binding-no_issuer = No issuer is named.
binding-unchecked = Not checked: the key could not be found. What settles the signature settles this too.

## Coverage
coverage-ok = Everything shown is signed.
coverage-none = Nothing here is signed.
coverage-unchecked = Not checked: we cannot tell what the signature covers. What settles the signature settles this too.
coverage-undefined_term = { $count ->
        [one] One field is outside the signature: { $terms }
       *[other] { $count } fields are outside the signature: { $terms }
    }. Nothing at hand can settle it; ask the issuer for one that is made properly.
coverage-related = It rests on { $url }, and what is at hand from there is not what the issuer meant. The right version would settle it.
coverage-relative = { $count ->
        [one] One identifier is incomplete, so the signature does not cover it: { $terms }
       *[other] { $count } identifiers are incomplete, so the signature does not cover them: { $terms }
    }. Nothing at hand can settle it; ask the issuer for one that is made properly.
coverage-context_unknown = It uses a vocabulary that we do not have: { $url }. That vocabulary, at hand, would settle it.
coverage-context_inline = It brings its own vocabulary, which could give any word any meaning. Nothing at hand can settle it; ask the issuer for one that is made properly.
coverage-context_nested = It changes the vocabulary in the middle, at { $what }. Nothing at hand can settle it; ask the issuer for one that is made properly.
coverage-context_conflict = Its vocabularies contradict each other. Nothing at hand can settle it; ask the issuer for one that is made properly.
coverage-unsupported = It uses a way of writing that we do not judge, at { $what }. Another program may be able to tell.

## Dates
validity-ok = Valid now, until { $until }.
validity-open_part = No end date is shown. It is a part: an end could have been kept back if the issuer allowed that.
validity-open = Valid; no end date is stated.
validity-expired = Expired on { $until }.
validity-not_yet = Not valid before { $from }.
validity-unreadable = The dates cannot be read. Nothing at hand can settle it; ask the issuer for one that is made properly.

## Status
status-none_part = No way to withdraw it is shown. It is a part: that could have been kept back if the issuer allowed it.
status-none = The issuer offers no way to withdraw this credential.
status-ok = Not withdrawn as of { $days ->
        [-1] an unknown date
        [0] { $as_of } (less than a day ago)
        [one] { $as_of } (1 day ago)
        [other] { $as_of } ({ $days } days ago)
       *[unknown] { $as_of }
    }.
status-stale = Not withdrawn as of { $days ->
        [-1] an unknown date
        [0] { $as_of } (less than a day ago)
        [one] { $as_of } (1 day ago)
        [other] { $as_of } ({ $days } days ago)
       *[unknown] { $as_of }
    }; that information is out of date.
status-missing = Not checked: this needs the internet once. It lies at { $url }.
status-list_bad = The issuer's list failed its own checks: unknown.
status-revoked = Withdrawn as of { $days ->
        [-1] an unknown date
        [0] { $as_of } (less than a day ago)
        [one] { $as_of } (1 day ago)
        [other] { $as_of } ({ $days } days ago)
       *[unknown] { $as_of }
    }.{ $stated ->
        [1] {" "}The reason given: { $reason }
       *[0] {""}
    }
status-suspended = Suspended as of { $days ->
        [-1] an unknown date
        [0] { $as_of } (less than a day ago)
        [one] { $as_of } (1 day ago)
        [other] { $as_of } ({ $days } days ago)
       *[unknown] { $as_of }
    }.
status-unsupported = This app cannot read status type { $type }: unknown.
status-entry_bad = The note on withdrawal cannot be read: unknown. Nothing at hand can settle it; ask the issuer for one that is made properly.
status-message = As of { $days ->
        [-1] an unknown date
        [0] { $as_of } (less than a day ago)
        [one] { $as_of } (1 day ago)
        [other] { $as_of } ({ $days } days ago)
       *[unknown] { $as_of }
    } the issuer's list says: { $text }
status-list_shape = The list is not built as such a list must be.
status-list_type = The list is of the wrong type.
status-list_issuer = The list is by somebody else than the issuer.
status-list_purpose = The list is for another purpose.
status-list_proof = The list's own signature does not hold.
status-list_not_yet = The list is not valid yet.
status-list_range = The credential's place lies beyond the end of the list.
status-list_encoding = The list is damaged.
status-list_short = The list is too short to protect anybody's privacy.

## Issuer, schema, holder, endorsements
schema-none = It names no schema.
schema-unchecked = Its form was not checked against the schema it names ({ $url }). That schema would settle it.
endorsement-none = It carries no endorsements.
endorsement-unchecked = { $count ->
        [one] One endorsement was not checked.
       *[other] { $count } endorsements were not checked.
    }. Each would have to be checked by itself; ask whoever endorsed it for the original.
holder-absent = Not proven to be this person's; ask for ID.
holder-unproven = Shown without proof of the person; a copy can be shown by anybody.
holder-unanswered = The holder did not answer the question that was asked.
holder-unasked = Signed by the holder, but not for a question of yours: it may be an old copy. A proof for a question of yours would settle it.
holder-unbound = Signed by a key, but nothing shows whose it is. Nothing in it can settle whose it is; ask for ID.
holder-bearer = Signed just now, but the credential names nobody: whoever has it can show it. Nothing in it can settle whose it is; ask for ID.
holder-several = It is about several people; this is one of them. An ID of each would settle what is whose.
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
library-link = A link to another file. Links are not followed.
library-no_address = It does not say which address it is the document of, and the index does not name it.
library-too_large = The files of the folder are too large together (more than { $limit } MB).
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
disclose-always = always shown
present-bound_already = This already carries a proof for another verifier.
present-not_yours = This credential is bound to another key than yours.
present-two_keys = These credentials are bound to different keys of yours. Show them one by one.

### Vault and session
vault-not_a_vault = This file is not a vault of Akashi.
vault-too_new = This vault was written by a later version of Akashi (format { $format }). Please install the newest version.
vault-wrong_secret = The passphrase does not open this vault. Check capital letters and the input method, then try again.
vault-header_damaged = The beginning of the vault is damaged, so the passphrase cannot be checked. Use a copy of the file.
vault-body_damaged = The vault is damaged or was changed from outside. { $good } of its records can still be read, { $lost } cannot. Use a copy of the file.
vault-nothing_left = Nothing in this vault opens any more. Use a copy of the file.
vault-salvaged = { $path }: a new vault of what still opens. Records saved: { $good }, lost: { $lost }. Whether each is the newest can no longer be known. The damaged file is as it was.
vault-truncated = The vault is cut short: a part of the file is missing. Use a copy of the file.
vault-busy = The vault is open in another window or program. Close it there first.
vault-exists = There is already a file in this place. Nothing was overwritten.
vault-missing = There is no vault in this place. "akashi vault create" makes one.
vault-full = The disk is full. Nothing was changed; make room and try again.
vault-read_only = The vault can be read but not written here. Nothing was changed.
vault-no_access = You may not read this file. Ask its owner, or whoever looks after this computer.
vault-io = The disk reported an error ({ $reason }). Nothing was changed.
vault-memory = There is not enough free memory to check the passphrase ({ $memory } MiB are needed).
vault-closed = The vault is locked.
vault-record_too_large = This is too large to keep (more than { $limit } MiB).
vault-repeated_id = The same record was given twice. Nothing was changed.
vault-created = Your vault is ready: { $path }. Nobody can open it without the passphrase, and nobody can reset it, so write it down and keep it safe.
vault-info = { $path }: { $credentials ->
        [one] 1 credential
       *[other] { $credentials } credentials
    }, { $holders ->
        [one] 1 key
       *[other] { $holders } keys
    }, { $documents ->
        [one] 1 document at hand
       *[other] { $documents } documents at hand
    }.
vault-not_private = Other people on this computer can read the file { $path }. It is sealed, but it should be yours alone.
seal-cost = The vault asks for an unsafe amount of work ({ $memory } MiB, { $passes } passes), so it was not opened.
seal-damaged = A sealed part is damaged or was changed.
passphrase-ask = Passphrase:
passphrase-new = New passphrase (at least 12 characters or 4 words):
passphrase-again = Once more:
passphrase-different = The two passphrases differ. Nothing was made.
passphrase-missing = A passphrase is needed: type it, or give it with --passphrase-fd.
passphrase-not_text = The passphrase holds something that is not text.
passphrase-too_short = Please choose a longer passphrase: at least { $letters } varied characters, or { $words } words that do not belong together.

### Recovery kit, passphrase
recovery-ask = Recovery code:
recovery-length = A recovery code has { $letters } letters and digits; this has { $found }.
recovery-letter = This holds a letter that no recovery code has. Codes have the digits and the letters A to Z without I, L, O and U.
recovery-check = One of the letters is wrong, or two are swapped. Please compare it with your page, group by group.
recovery-used = The kit opened your vault, and your new passphrase is set. Please make a new kit now: "akashi vault kit".
vault-no_kit = This vault has no recovery kit.
vault-wrong_code = This code is written correctly, but it does not open this vault. A newer kit may have taken its place.
vault-kit_offer = If you forget the passphrase, only a recovery kit opens the vault. "akashi vault kit" makes one.
vault-kit_made = Your recovery kit is ready. This is its code, shown only this once; write it down and keep it away from the computer:
vault-kit_replaced = Your new recovery kit is ready, and the old one does not open the vault any more. This is its code, shown only this once:
vault-kit_page = The page is in { $path }. Print it, then delete the file: whoever has it can open your vault.
vault-kit_ended = The recovery kit belonged to the old key and does not open the vault any more. "akashi vault kit" makes a new one.
vault-passphrase_changed = The passphrase is changed.
vault-no_keyring = This vault is not set to open through the keyring of this computer.
vault-wrong_keyring = What the keyring of this computer holds does not open this vault any more. Please use the passphrase.
vault-older = This is an older copy of your vault (save { $generation }, { $at }). This computer last saved it on { $last } (save { $newest }). It opens for reading only. Look for the newer file, or go on with this one: "akashi vault accept".
vault-accepted = This copy of the vault is now the right one.
vault-not_seen = This computer sees this vault for the first time, so it cannot know whether there is a newer copy.
vault-no_copy = No safety copy could be kept: { $reason }
vault-copies = { $count ->
        [one] 1 safety copy lies beside it, of { $last } (UTC).
       *[other] { $count } safety copies lie beside it, the newest of { $last } (UTC).
    }
vault-copies_old = { $count ->
        [one] 1 safety copy still opens with the old passphrase. It lies in { $folder }; delete it if somebody else may know that passphrase.
       *[other] { $count } safety copies still open with the old passphrase. They lie in { $folder }; delete them if somebody else may know that passphrase.
    } The same holds for backups made before.
vault-no_backup = There is no backup that this computer knows of. "akashi vault backup -o FILE" makes one; keep it on another disk.
vault-backup_age = The last good backup is of { $date }, { $days ->
        [one] 1 day
       *[other] { $days } days
    } ago.
vault-backup_made = { $path } holds everything ({ $count ->
        [one] 1 record
       *[other] { $count } records
    }) and was opened to prove it. Keep it on another disk; it opens with today's passphrase and kit.
vault-drill_passed = The backup opens, and every record in it can be read.
vault-restored = { $path }: { $added } brought back, { $same } there already, { $replaced } brought up to date, { $newer } newer here and kept.
export-all = { $count ->
        [one] 1 original
       *[other] { $count } originals
    } written, byte for byte; { $index } lists them. Holder keys stay in the vault.
keyring-none = This computer has no keyring that Akashi trusts with a key ({ $backend }). The vault opens with its passphrase.
keyring-failed = The keyring of this computer did not take the key or did not give it back. Nothing was changed; the vault opens with its passphrase.
keyring-on = The keyring of this computer now holds a key of its own for this vault, not your passphrase. While you are logged in, any program that runs as you can ask for it. Changing the passphrase, or "akashi vault keyring off", ends this.
keyring-off = The keyring of this computer does not open this vault any more.
kit-title = Akashi recovery kit
kit-alt = The recovery code as a QR code
kit-line0 = This code opens your Akashi vault when the passphrase is forgotten. Whoever has this page and the file of the vault can open it.
kit-line1 = Keep the page where you keep passports and diplomas, away from the computer. Delete the file once it is printed.
kit-line2 = To use it: choose "Use the recovery code" where Akashi asks for the passphrase, or run akashi vault info --recovery. You choose a new passphrase, and should then make a new kit.
kit-line3 = The last two characters check the others, so a slip of the pen is noticed. There is no letter I, L, O or U: what looks like I or L is a 1, what looks like O is a 0.

### Session
session-no_such_id = No credential here has an id that begins with "{ $id }".
session-ambiguous_id = { $count } credentials have an id that begins with "{ $id }". Please give more of it.
session-no_vault = There is no vault open, so nothing can be kept.
session-no_holder = There is no such key here. "akashi holder new" makes one.
add-added = Kept.
add-duplicate = You have this already. Nothing was changed.
add-newer = Kept. It is newer than the one you had; the earlier one stays too.
add-older = Kept. You have a newer one of the same credential.
add-nothing = There is no credential in this file.
add-too_many = These are too many files at once (more than { $limit }).
document-unfetched = Kept. It lists keys that are valid only from { $url }: say that you fetched it there ("Checking without a network", or "akashi add --from URL"), and it is used.
document-added = Kept as a document at hand, for checking credentials: { $url }
document-no_address = This document does not state its address, so nothing could refer to it.
document-duplicate = You have this document already.
list-empty = There is nothing here.
export-done = { $id }: written to { $path }
backup-locked = This backup is locked with a password. "akashi add" asks for it, or takes it with --backup-passphrase-fd.
backup-wrong_password = The password does not open this backup. Check capital letters and the input method, then try again.
backup-damaged = The backup is damaged: the password may be right, but what is in it does not open. Use another copy of the file.
backup-cipher = This backup is locked in a way we cannot open ({ $method }).
backup-rounds = The backup asks for an unsafe amount of work ({ $rounds } rounds, at most { $limit }), so it was not opened.
backup-shape = The backup is not well formed.
backup-format = The backup holds a kind of credential that we cannot keep ({ $format }).
backup-unknown_item = The backup holds something here that is neither a credential nor a key.
backup-key = This key was not kept: its private and its public half do not fit together.
backup-key_no_private = This key was not kept: its private half is missing.
backup-agreement_key = This key for encryption belongs to none of the keys in the backup, and was not kept.
backup-did = This identity belongs to none of the keys in the backup, and was not kept.
backup-key_added = Your key of the profile "{ $name }" is kept.
backup-key_duplicate = Your key of the profile "{ $name }" is here already.
backup-plain = Careful: { $file } holds your private keys for anybody to read. Everything listed above as kept is in your vault now; look through what failed, then delete that file and every copy of it.
backup-ask = Password of the backup { $file }:
add-summary = { $files ->
        [one] 1 file
       *[other] { $files } files
    }: { $added } kept, { $newer } newer than what you had, { $duplicate } already here, { $failed } failed.
show-earlier = An earlier issue of it is kept too: { $id }
show-other = Another issue of it is kept too: { $id }
export-needs_to = Name the credentials that are to go into the folder of --to, or say --all. A file (-o) is for --format only.
export-needs_output = Say with -o which file to write.
export-ask = Passphrase for the new file (at least 12 characters or 4 words):
export-again = Your vault's passphrase once more, because private keys will be written in the clear:
export-left_out = { $id }: left out, because this kind of file cannot hold this kind of credential. "akashi export --to" writes the original.
export-left = { $count ->
        [one] 1 credential
       *[other] { $count } credentials
    } written to { $path }
export-plain = Careful: { $file } holds your private keys for anybody to read. Delete it as soon as the other wallet has it.
export-too_large = This is more than one file can hold (at most { $limit } entries or 16 MB). Name fewer credentials.
file-exists = There is already a file "{ $file }". Nothing was overwritten.
remove-done = { $id }: in the trash, to be brought back within { $days } days ("akashi trash restore")
holder-made = Your new key: { $id }
holder-none = There is no key yet. "akashi holder new" makes one.
file-missing = There is no file "{ $file }".
file-none_below = Nothing was found below "{ $file }".
file-hidden = { $count ->
        [one] 1 hidden file or folder was
       *[other] { $count } hidden files and folders were
    } left out.
file-link_to_folder = Not opened: "{ $file }" is a link to a folder. Name that folder itself to have it read.
file-special = Not opened: "{ $file }" is no ordinary file, but a pipe, a socket or a device.
file-ended_process = Not judged: this file ended the process that read it. Tried alone, it did so again, so another copy of it would settle nothing.
verify-summary = { $files } files: { $passed } verified, { $failed } not verified, { $unknown } can't tell, { $unread } unreadable.
file-unreadable = The file "{ $file }" cannot be read.
file-io = "{ $file }" cannot be written: { $reason }.
bug-internal = Something went wrong inside Akashi ({ $kind }). Nothing was lost. Set AKASHI_DEBUG=1 to see the details for a report.
usage-wrong = { $command }: { $reason }
window-no_display = There is no display to open a window on. Every command works without one; "akashi --help" names them.
usage-together = Please give { $first } and { $second } together: a question, and who asks it.
usage-two_questions = There can be only one question: give either --challenge with --domain, or --nonce with --audience.
usage-list_or_output = Say either --list, to see what can be shown, or -o with the file to write.
usage-trust_without_pack = A fingerprint (--trust) is for a pack. Name the pack with --pack.
usage-past = The moment given with { $option } has passed.

### QR
qr-too_large = Too large for a code on the screen ({ $parts } parts). Send it as a file.
qr-picture = The picture is damaged or too large.
qr-picture_kind = This kind of picture cannot be read here; use PNG, GIF or JPEG.
qr-none = There is no QR code in this picture.
qr-incomplete = Some parts are missing: { $missing }.
qr-broken = The parts of this code do not fit together.
qr-vpqr_broken = This VP1 or VC1 code is damaged, or not one.
qr-vpqr_registry = This code is packed with word list { $entry }, which we do not have. Ask for the file itself.
qr-vpqr_context = This code needs a vocabulary that we do not have: { $context }. Ask for the file itself.
qr-vpqr_term = This code uses the number { $term } for a word that its vocabularies, as we have them, do not know. Ask for the file itself.
qr-vpqr_revision = This code can be read in more than one way, since its vocabularies were published in more than one version. Ask for the file itself.
qr-vpqr_form = Only one badge or presentation in linked data (JSON-LD) can be put in this kind of code.
qr-vpqr_undefined = This badge cannot be put in this kind of code: no vocabulary defines { $what }.
qr-vpqr_unfit = This badge cannot be put in this kind of code: { $what } would not come back unchanged.
qr-vpqr_large = Too large for one code. A higher density holds more; or choose the usual form, or send the file.

### Presentation
present-nothing = Nothing was chosen to be shown.
present-no_key = Proving that it is you needs a key of yours.
present-form = This cannot be shown in the form "{ $form }".
present-whole_only = This credential can only be shown whole.

### Window
ui-cancel = Cancel
ui-back = Back
ui-done = Done
ui-undo = Undo
ui-copy = Copy
ui-show = Show
ui-hide = Hide
ui-untitled = Untitled
ui-passphrase = Passphrase
ui-challenge = Challenge
ui-domain = For
ui-nav-home = Badges
ui-nav-check = Verify
ui-nav-settings = Settings
ui-footer-lock = Locks after { $minutes } idle minutes
ui-footer-offline = Offline – checked with what is saved here
ui-welcome-title = What you have learned, in your own hands.
ui-welcome-line = Your records stay on this computer until you share them.
ui-welcome-start = Start
ui-welcome-verify_only = I only want to verify (nothing is kept)
ui-welcome-promise1 = No account
ui-welcome-promise2 = No e-mail
ui-welcome-promise3 = Works offline
ui-create-title = Choose a passphrase
ui-create-line = It locks your records on this computer. A few words you will remember work better than symbols.
ui-create-make = Make my wallet
ui-create-working = Making your wallet…
ui-create-where = Saved in { $folder }
ui-strength-hint = At least 12 characters, or 4 words.
ui-strength-good = Good.
ui-strength-strong = Strong.
ui-know-title = Good to know
ui-unlock-title = Welcome back
ui-unlock-line = Your records are locked.
ui-unlock-open = Unlock
ui-unlock-working = Opening…
ui-home-search = Search by title, issuer or skill
ui-home-grid = Cards
ui-home-list = List
ui-home-sort_new = Newest first
ui-home-sort_old = Oldest first
ui-home-sort_title = By title
ui-home-add = Add a badge
ui-home-all = All
ui-home-no_hit = Nothing matches.
ui-home-clear = Clear search and filters
ui-home-checking = Checking: { $count } of { $total }
ui-card-checking = Not checked yet
ui-card-credits = Credits: { $count }
ui-empty-title = Put your first badge here
ui-empty-line = Drop a file on this window, paste it, or choose one.
ui-empty-samples = Try with samples
ui-add-title = Add a badge
ui-add-file = Choose files
ui-add-folder = Choose a folder
ui-add-paste = Paste text
ui-add-paste_hint = JSON, or a long line of letters that begins with "ey"
ui-add-read = Read it
ui-add-pasted = Pasted text
ui-add-drop = Drop files anywhere in this window
ui-add-kinds = Badges as PNG or SVG pictures, JSON files, tokens, PDF files with attachments, ZIP archives, or pictures of QR codes.
ui-add-looking = Reading…
ui-add-keeping = Saving…
ui-add-found = What was found
ui-add-nothing_yet = Nothing is stored yet.
ui-add-keys = { $count ->
        [one] Your key from another wallet. It
       *[other] { $count } keys of yours from another wallet. They
    } will be kept too. A backup that is not locked holds private keys for anybody to read: delete the file and every copy once everything is here.
ui-add-known = Already in your wallet.
ui-add-keep = { $count ->
        [one] Add 1 badge
       *[other] Add { $count } badges
    }
ui-detail-export = Save the original
ui-detail-exported = Saved as { $name }.
ui-detail-remove = Remove
ui-detail-share = Share
ui-detail-issued = Issued { $date }
ui-detail-until = until { $date }
ui-detail-no_end = no end date
ui-detail-states = What the issuer states
ui-detail-signed = signed
ui-detail-alignments = Aligned to
ui-detail-results = Results
ui-detail-evidence = Evidence
ui-detail-checked = What was checked
ui-detail-limits = This does not prove that the person showing it is the learner, or how well they work today.
ui-tab-about = About
ui-tab-verification = Verification
ui-tab-raw = Raw
ui-raw-format = Format
ui-raw-suites = Signature methods
ui-raw-issuer = Issuer
ui-raw-key = Key
ui-raw-subject = Holder
ui-raw-id = Identifier
ui-raw-digest = SHA-256
ui-reason-good = The signature matches and nothing speaks against it.
ui-reason-expired = Genuine, but expired on { $until }.
ui-reason-short_issuer = No list at hand names this issuer, and a list is required here.
ui-reason-short_status = Not withdrawn as far as is known, but that news is older than the { $days } days allowed here, or undated.
ui-verdict-list_age = Status list of { $date }
ui-verdict-checked = Checked { $moment }
ui-check-as_of = As of { $date }
ui-check-needs = To get an answer: { $url }
ui-fair-title = Drop what you were shown
ui-fair-line = A file, a picture of a QR code, or pasted text.
ui-fair-ask = Did you ask them to prove it is them?
ui-fair-ask_line = Enter the challenge you gave; leave it empty if you gave none.
ui-fair-nothing = Nothing is kept: what you check is forgotten with the next one.
ui-fair-pack_facts = A fair pack with { $count ->
    [one] one document
   *[other] { $count } documents
 }, made { $made }, good until { $until }.
ui-fair-pack_line = Its documents are used until you leave this page. Nothing of it is kept, so an older pack in place of the newest would not be noticed next time.
ui-fair-pack_taken = The pack "{ $name }" is in use, good until { $until }.
ui-fair-checking = Checking…
ui-fair-next = Next
ui-fair-leave = Leave
ui-fair-head = Checking what you are shown
ui-fair-address = This is a web address, not a credential. It was not opened. Ask for the credential itself, as a file or a QR code.
ui-fair-policy = What you require
ui-fair-policy_genuine = Credential
ui-fair-policy_wallet = Issuer too
ui-fair-policy_fair = Person too
ui-fair-required_genuine = It must be signed, unchanged, in force and not withdrawn. Who the issuer is, you judge yourself.
ui-fair-required_wallet = It must be sound, and its issuer known: from a list, by its own domain, or because you trust it.
ui-fair-required_fair = It must be sound, its issuer on a list, the news on withdrawal at most 7 days old, and the person proven.
ui-fair-short_genuine = Required: credential
ui-fair-short_wallet = Required: credential and issuer
ui-fair-short_fair = Required: credential, issuer and person
ui-fair-withdrawals = News on withdrawal: { $age }
ui-fair-no_withdrawals = No lists at hand: nothing can be said of withdrawal
ui-fair-registries = Lists of issuers: { $age }
ui-fair-undated = of unknown date
ui-fair-ended = Part of a pack is out of date since { $until }
ui-fair-tally = Verified: { $verified }, can't tell: { $unsure }, not verified: { $bad }
ui-fair-reset = Count anew
ui-fair-waits = { $count ->
        [0] Nothing waits
        [one] 1 waits
       *[other] { $count } wait
    }
ui-fair-left = Moves on in { $seconds } s
ui-fair-stays = Waits for you
ui-fair-going = { $count ->
        [one] 1 still waits and is lost if you leave.
       *[other] { $count } still wait and are lost if you leave.
    } Leave once more to do so.
fair-full = { $most } wait already, so this one was not taken. Go on to the next, then bring it again.
ui-fair-person_proven = Person: proven just now
ui-fair-person_earlier = Person: not proven to you
ui-fair-person_typed = Person: named, not proven
ui-fair-person_bearer = Person: not proven
ui-fair-person_bad = Person: wrong
ui-fair-details = Details
ui-fair-back = Verdict
ui-fair-again = Again
ui-fair-receipt = Receipt
ui-fair-receipt_line = A small signed file with the time, what you required, every answer, and fingerprints of what was checked. Nothing that was shown is in it. It proves that one session of this program said all this; not who used it.
ui-fair-receipt_save = Save a receipt
ui-fair-receipt_done = Saved as { $name }.
ui-fair-more = { $count ->
        [one] and one more in this file
       *[other] and { $count } more in this file
    }
ui-share-title = Share a badge
ui-share-step_claims = What they will see
ui-share-step_send = Send
ui-share-more = Show other badges with it
ui-pick-title = Which badges?
ui-pick-line = They are handed over together. What is shown of each you choose next.
ui-pick-search = Search by title or issuer
ui-pick-none = No badge fits.
ui-pick-count = { $count ->
    [0] None chosen
    [one] One badge
   *[other] { $count } badges
 }
ui-pick-full = { $count } badges are as many as can be shown together.
ui-pick-go = Go on
ui-share-for = Who is it for
ui-share-for_hint = For example the company's name or address
ui-share-challenge = Their challenge
ui-share-challenge_hint = Only if they asked you to prove it is you
ui-share-challenge_line = With it, what you show proves that it is you, to them only.
ui-share-whole = This badge can only be shown whole.
ui-share-required = Always shown
ui-share-required_line = Without this they cannot check it
ui-share-suggested = Good to show
ui-share-suggested_line = Suggested for job applications
ui-share-sensitive = Take care
ui-share-linkable = Two companies comparing notes can tell that it is the same badge.
ui-share-preview = What they will see
ui-share-hidden = Not shown: { $names }
ui-share-count = { $shown } shown, { $hidden } kept back
ui-share-all = Everything is shown
ui-share-after = Nothing leaves this computer before "Next".
ui-share-next = Next: hand it over
ui-share-proven = Proves that it is you, to the one who asked.
ui-share-copy = A copy: anybody who has it can show it again.
ui-share-working = Preparing…
ui-send-title = How to hand it over
ui-send-file = Save as a file
ui-send-pictures = Save the code as a picture
ui-send-baked = Badge inside its picture (PNG)
ui-send-size = { $size } bytes
ui-send-qr_name = QR code, { $count } parts
ui-send-one = One code
ui-send-part = Part { $part } of { $total }
ui-send-single = They scan your screen; no network is needed.
ui-send-turns = The code changes by itself. Parts may be read in any order, and missed ones come round again.
ui-send-pause = Pause
ui-send-continue = Go on
ui-send-back = Previous
ui-send-on = Next
ui-send-round = { $each } s for each code, { $whole } s for all of them.
ui-send-many = With so many a file is quicker.
ui-send-fineness = How fine, and how many
ui-send-too_many = It would take { $count } codes. Finer codes are fewer.
ui-send-slower = Slower
ui-send-faster = Faster
ui-send-full = Full screen
ui-send-channel = Nothing passes through a server. The screen is the only channel.
ui-send-too_large = Too large for codes on the screen. Save it as a file.
ui-theme-light = Light
ui-theme-dark = Dark
ui-theme-high = High contrast
ui-set-language = Language
ui-set-language_line = What issuers wrote stays in their own language.
ui-set-theme = Appearance
ui-set-theme_line = QR codes stay black on white.
ui-set-text = Text size
ui-set-text_line = Everything grows with it; nothing is cut off.
ui-set-lock = Lock
ui-set-lock_line = Your passphrase is needed to open it again.
ui-set-lock_now = Lock now
claim-achievement_title = Title
claim-achievement_description = Description
claim-issuing_authority = Issuer
claim-issuing_country = Country
claim-date_of_issuance = Issued
claim-language_of_classes = Language
claim-family_name = Family name
claim-given_name = Given name
claim-learning_outcomes = Outcome
claim-assessment_grade = Grade
claim-learner_identification = Learner number
claim-expected_study_time = Hours
claim-level_of_learning_experience = Level
claim-types_of_quality_assurance = Quality assurance
claim-prerequisites_to_enroll = Prerequisites
claim-integration_stackability_options = Stacks towards
claim-jti = Number
claim-issuer = Issuer
claim-name = Name
claim-id = Identifier
claim-credentialSubject = Content
claim-evidence = Evidence
claim-achievement = Achievement
claim-description = Description
claim-narrative = Criteria
claim-criteria = Criteria
claim-achievementType = Kind
claim-humanCode = Course code
claim-fieldOfStudy = Field
claim-specialization = Specialization
claim-creditsAvailable = Credits available
claim-creditsEarned = Credits earned
claim-inLanguage = Language
claim-tag = Keyword
claim-image = Picture
claim-caption = Caption
claim-result = Result
claim-value = Value
claim-achievedLevel = Level achieved
claim-status = State
claim-role = Role
claim-term = Term
claim-licenseNumber = Licence number
claim-activityStartDate = Began
claim-activityEndDate = Ended
claim-alignment = Alignment
claim-targetName = Skill or level
claim-targetFramework = Framework
claim-targetCode = Code in the framework
claim-targetDescription = What it means
claim-targetUrl = Address of the skill
claim-url = Address
claim-email = E-mail address
claim-phone = Telephone
claim-givenName = Given name
claim-familyName = Family name
claim-birthdate = Date of birth
claim-address = Postal address
claim-validFrom = Valid from
claim-validUntil = Valid until
claim-type = Type

### Commands
qr-made = { $count ->
        [one] 1 code made.
       *[other] { $count } codes made.
    }
file-unwritable = { $file } cannot be written.
file-no_output = Nothing can be written to standard output: { $reason }.
file-own_input = "{ $file }" is what this would be made of, so it was not written over. Choose another name.
scan-passed_over = Passed over: { $file }. { $reason }
scan-several = { $count ->
        [one] The codes say 1 more thing
       *[other] The codes say { $count } more things
    } than is given here. Scan the pictures of each by themselves.
tour-readme = Made by "akashi tour" from samples; nothing here is about a real person.
tour-added = Added { $count } sample credentials to a new, encrypted wallet.
tour-verified = { $verdict }: { $title } – { $why }
tour-sealed = The wallet's file ({ $bytes } bytes) shows nothing of them without the passphrase.
tour-disclosed = Chose { $shown } claims to show and kept { $hidden } back.
tour-presented = Proved to be the holder to the question "{ $challenge }" ({ $bytes } bytes).
tour-scanned = Put it in { $parts } QR codes and read it back from the picture, in reverse order.
tour-checked = A verifier without a network, who has never seen it: { $verdict }, and it is this person's.
tour-replayed = The same presentation to another question is refused as a replay.
tour-whole = A badge that can only be shown whole proves its holder too: { $title }.
tour-end_good = Everything came out as it should.
tour-end_bad = Something did not come out as it should.

### Selective disclosure with linked data
proof-base = This is the holder's own copy, from which parts are made. It must not be shown as it is: ask for a derived one.
disclose-list = A part of an ordered list cannot be shown by itself. Choose the whole list.
disclose-nothing = Choose at least one claim to show.
disclose-unproven = No proof could be made for this choice, so nothing was handed out.

### Schemas
schema-ok = Its form is as the schema it names demands ({ $url }).
schema-ok_jsonld = Its form is as the schema it names demands ({ $url }), read as published for linked data: a single value may stand for a list of one.
schema-broken = { $count ->
        [one] Its form breaks the schema it names ({ $url }) in one place: { $pointer }
        [20] Its form breaks the schema it names ({ $url }) in 20 places or more, first here: { $pointer }
       *[other] Its form breaks the schema it names ({ $url }) in { $count } places, first here: { $pointer }
    }
schema-partial = Only a part is shown, and what is left out cannot be held against the schema it names ({ $url }). The whole credential would settle it.
schema-altered = The copy of the schema at hand is not the one the issuer recorded ({ $url }). The original would settle it.
schema-unproven = A copy of the schema is at hand, but nothing shows that it is the one the issuer means ({ $url }). One fetched from its address, or with a digest that the issuer recorded, would settle it.
schema-unreadable = The schema at hand is not well formed ({ $url }). A sound copy would settle it.
schema-unsupported = The schema at hand makes demands that this program does not apply, here with { $keyword } ({ $url }). Another program can check it.
schema-too_complex = Checking it against the schema would take too long ({ $url }). Another program may be able to.
schema-too_many = It names more than { $limit } schemas; the rest were not checked. Another program may be able to tell.
library-schema_altered = A built-in schema was altered on this computer ({ $file }). Please install Akashi again.

### Seals and certificates
malformed-certificate = A certificate is damaged or not well formed.
malformed-certificate_chain = The chain of certificates is missing or not well formed.
malformed-seal = The sealed document is damaged: its payload or its signatures are not where they must be.
malformed-seal_critical = The seal's rules on what must be understood are broken at "{ $name }".
malformed-seal_header = The part "{ $member }" of the seal stands where it must not, or is not well formed.
malformed-seal_member = The sealed document has a part, "{ $member }", that the format does not allow.
malformed-seal_payload = What was sealed is not a credential.
malformed-seal_time = The seal does not say once and clearly when it was made.
malformed-trust_list = The list of trusted certificates is damaged.
malformed-withdrawals = The authority's list of withdrawn certificates is damaged.
proof-seal_critical = Not checked: the seal asks for something that we do not know ({ $names }). A program that knows it could tell.
proof-seal_detached = Not checked: what was sealed is not in this file. Ask for the whole document.
proof-seal_future = The seal says that it was made in the future ({ $made }). It is wrong, or this computer's clock is.
proof-no_certificate = Not checked: the seal comes without its certificate. With the certificate at hand it could be checked.
proof-certificate_mismatch = The certificate that came with the seal is not the one that the seal names.
proof-certificate_chain = The certificates do not fit together: { $authority } did not issue the one before it, or may not.
proof-certificate_usage = The certificate of { $sealer } is not one for sealing documents.
proof-certificate_dates = The seal says that it was made on { $made }, when its certificate was not valid ({ $from } to { $until }).
proof-certificate_expired = The seal matches, but its certificate ended on { $until }, and nothing shows that it was sealed before. Ask the issuer to seal it again.
proof-certificate_expired_stamped = The seal matches, but its certificate ended on { $until }. It carries time stamps that may show that it was sealed before; we do not check those. A European validation service can, or the issuer can seal it again.
proof-certificate_unsupported = Not checked: a certificate uses something that we cannot judge ({ $what }). Another program may be able to tell.
binding-seal_ok = Sealed by { $sealer }, the issuer named. A trusted list at hand leads to its certificate.
binding-seal_mismatch = Sealed by { $sealer }, who is not the issuer named ({ $issuer }). Somebody else sealed this.
binding-seal_unlisted = The seal is intact; who sealed it was not checked offline. It says { $sealer }, by { $authority }. A trusted list that names this authority would settle it.
binding-seal_self_signed = The sealer made its own certificate and calls itself { $sealer }. Anybody can do that. Only a list that you trust and that names this certificate would settle it.
binding-seal_unnamed = Sealed by { $sealer }, as a trusted list at hand shows, but the official identifiers to compare it with the issuer named ({ $issuer }) are missing. One that states them would settle it.
binding-seal_list_old = Sealed by { $sealer }, but the trusted list at hand was to be replaced by { $due }. A newer list would settle it.
binding-seal_withdrawal = Sealed by { $sealer }. Whether its certificate was withdrawn was not checked: the authority's list is not at hand ({ $url }). That list would settle it.
binding-seal_withdrawal_online = Sealed by { $sealer }. Whether its certificate was withdrawn cannot be checked offline: the authority answers only online. A service that asks it, such as a European validation service, would settle it.
binding-seal_withdrawal_bad = Sealed by { $sealer }. Whether its certificate was withdrawn is open: the list at hand does not hold ({ $url }). A good copy would settle it.
binding-seal_withdrawal_old = Sealed by { $sealer }. Whether its certificate was withdrawn is open: the authority's list at hand is of { $when } and out of date. A newer one would settle it.
binding-seal_withdrawn = The certificate was withdrawn on { $when }, before the seal was made.
binding-seal_withdrawn_later = The certificate was withdrawn on { $when }. The seal says that it was made before, but nothing shows it. Ask the issuer.
issuer-seal_listed = It calls itself { $issuer }, which { $list } knows as { $name }. The seal is by { $sealer }, and nothing shows that this is the same. Ask the issuer you know whether this is theirs too.
issuer-sealed = { $sealer } is known to { $authority }, which a trusted list at hand names.

### Open Badges 2.0
format-address_only = This only carries the address of a badge: { $url } Save the badge from there as a file and bring that.
malformed-badge_part = This describes a badge or an issuer. It is not a badge that somebody was given.
malformed-badge = The badge it was given for is missing or not well formed.
malformed-recipient = It does not say properly whom it was given to.
malformed-verification = It does not say how it can be verified.
malformed-image = Its picture must be an address, and is not.
proof-hosted = It is the same as the copy that the issuer hosts ({ $url }).
proof-hosted_missing = Only the issuer's web site can confirm this kind of badge. A copy from { $url } would settle it.
proof-hosted_differs = The issuer's web site says something else ({ $url }). Only what is there counts.
proof-hosted_withdrawn = The issuer's web site now only says that it was withdrawn ({ $url }). Only the issuer can settle whether that is so; ask the issuer.
binding-hosted = It lies where the issuer named hosts its badges ({ $url }).
binding-origin = The issuer named ({ $issuer }) does not host badges at { $url }. Somebody else does.
coverage-hosted = What is shown comes from the assertion and from the issuer's own pages at hand.
status-ok_undated = Not withdrawn according to the copy at hand; when it was fetched is not known.
status-hosted_unconfirmed = Only the issuer's web site can confirm this kind of badge.
present-alone = A badge of an earlier version cannot be put into a presentation. Hand over its file as it is.

### Every way to withdraw
status-refresh = As of { $days ->
        [-1] an unknown date
        [0] { $as_of } (less than a day ago)
        [one] { $as_of } (1 day ago)
        [other] { $as_of } ({ $days } days ago)
       *[unknown] { $as_of }
    } the issuer has a newer version of this credential.
status-unproven = Not withdrawn according to the list at hand, but it is not signed, and nothing shows that it comes from the issuer: unknown. The list from { $url } would settle it.
status-undated = Not withdrawn according to the list at hand, but it is not known when it was fetched: unknown. The list from { $url } would settle it.
status-too_many = It names more than { $limit } ways to withdraw it; the rest were not checked: unknown. Another program may be able to tell.
status-no_id = The credential has no identifier under which the list could name it.
status-list_address = The list is for another address.

### Types of SD-JWT credentials
schema-type_ok = What is shown keeps the rules of its type ({ $url }).
schema-type_broken = { $count ->
        [one] It breaks a rule of its type ({ $url }), here: { $pointer }
       *[other] It breaks { $count } rules of its type ({ $url }), first here: { $pointer }
    }
schema-type_missing = Not checked against the rules of its type: the description of the type is not at hand ({ $url }). Fetching it once would settle it.
schema-type_altered = The description of its type at hand is not the one that was recorded, so it is not used ({ $url }). The original would settle it.
schema-type_unproven = A description of its type is at hand, but nothing shows that it is the right one, so it is not used ({ $url }). One fetched from its address would settle it.
schema-type_circular = The description of its type builds on itself, so no credential of this type can be right ({ $url }).
schema-type_unreadable = The description of its type at hand is not well formed, so it is not used ({ $url }). A sound copy would settle it.

### Inside a credential
proof-within = It has no signature of its own; only the record it stands in is signed. A signed copy would settle it.
holder-other_subject = It is about somebody else ({ $holder }) than the record it stands in ({ $key }).
endorsement-ok = Endorsed by { $by }; the endorsement was checked for itself.
endorsement-own = The issuer endorses its own badge; nobody else does here.
endorsement-bad = An endorsement by { $by } does not hold.
endorsement-unknown = An endorsement by { $by } could not be checked with what is at hand. Its issuer's documents would settle it.
endorsement-unrelated = An endorsement by { $by } is about something else.

### Extensions
malformed-extension = The extension "{ $member }" does not say what its words mean.

### Weak keys
proof-key_weak = The key that signed this can be guessed by anybody with a computer. Its signature proves nothing.

### What a record holds
ui-detail-contains = { $count ->
        [one] It holds one credential
       *[other] It holds { $count } credentials
    }
ui-detail-looking = Checking each of them…

### Who the issuer is
issuer-listed = { $list } lists this issuer as { $name } (as of { $as_of }).
issuer-pinned = You pinned this issuer yourself as { $name }. No list at hand vouches for it.
issuer-domain = The key is published by { $domain }. { $asked_count ->
        [0] No list at hand vouches for it.
       *[other] It is on none of the lists asked: { $asked }.
    }{ $unasked_count ->
        [0] {""}
       *[other] {" "}Could not be asked: { $unasked }.
    }
issuer-unlisted = The key is real, but nothing says whose it is. { $asked_count ->
        [0] No list at hand vouches for it.
       *[other] It is on none of the lists asked: { $asked }.
    }{ $unasked_count ->
        [0] {""}
       *[other] {" "}Could not be asked: { $unasked }.
    } A list at hand that names this issuer would settle it; you may write one yourself.
issuer-unproven = Nothing shows that the issuer named really signed this, so no list was believed. A signature that holds and the issuer's own document would settle it.
issuer-lookalike = Be careful: { $name } looks like { $listed_name }, which { $pinned ->
        [1] you pinned
       *[other] { $list } knows
    } as { $listed_id }. This one is { $issuer }. It may be an imitation: ask the issuer you know whether this is theirs too.
issuer-homograph = Be careful: the address reads { $shown }, but is written to be taken for another one. It really is { $host }. Ask the issuer, in a way that you already know, what its address is.
issuer-key_changed = You or your list know { $name } by another key than the one that signed this. Ask the issuer whether it changed its key, and then renew the entry.
issuer-list_stale = { $list } had this issuer as { $name }, but what is at hand is out of date ({ $as_of }). A new copy would settle it.
issuer-not_chosen = A file at hand says that it is a list of issuers, but nobody chose it.
issuer-registry_old = The registry at hand is out of date.
issuer-registry_undated = The registry does not say when it was written, and nobody knows when it was fetched.
issuer-registry_not_yet = The registry is dated in the future. Check this computer's clock.
issuer-registry_kind = The registry is of a kind that this program cannot ask.
issuer-registry_unsigned = The registry names no key by which its answers could be checked.
issuer-registry_address = The registry has no secure address.
malformed-registry = The list of issuers does not keep the rules of its form.
malformed-statement = The federation's statement is not well formed: { $member }.

### Archives and documents with attachments
malformed-zip = The ZIP archive is damaged.
malformed-zip_entry = This file in the archive is damaged.
malformed-zip_encrypted = This file in the archive is locked with a password. Unpack it yourself and bring the files.
malformed-zip_method = This file in the archive is packed in a way that is not read here. Unpack it yourself and bring the files.
malformed-zip_name = The archive was not opened: the name or the kind of an entry could do harm ({ $name }).
malformed-zip_bomb = The archive was not opened: an entry would grow more than a hundredfold ({ $name }).
malformed-zip_nothing = There is no credential in this archive.
malformed-archive_nested = An archive or a document inside another one is not opened. Take it out and bring it by itself.
malformed-archive_many = There are { $count } credentials in this archive. Please bring the one that you mean.
malformed-pdf = The PDF is damaged.
malformed-pdf_attachment = This file attached to the PDF is damaged or too large.
malformed-pdf_encrypted = The PDF is locked with a password. Save a copy without one and bring that.
malformed-pdf_too_complex = The PDF was not read: taking it apart safely took too long or too much memory.
malformed-pdf_nothing = There is no credential attached to this PDF. What is printed on its pages cannot be checked; ask for the original file.
malformed-picture_kind = This kind of picture cannot be read here. Use PNG, GIF or JPEG, or ask for the original file.
format-elm_xml = This is a European credential in the earlier form, XML. This version cannot check it; the Europass website can.
format-pdf = PDF files cannot be taken apart on this computer. Save the file attached to it with a PDF reader and bring that.
format-pack = This is a fair pack and no credential. Bring it in with Settings, "Checking without a network", or with akashi pack import.

### Whom the verifier says that it is for
holder-recipient_matches = It names the recipient that was typed{ $how ->
        [lowered] , written in small letters
       *[exact] {""}
    }. That is what the issuer wrote; it does not prove that the person here is that recipient. Their own key or an ID would.{ $hash ->
        [md5] {" "}The name is hidden in a weak way (MD5), which somebody could have prepared to fit two people.
       *[other] {""}
    }
holder-recipient_other = It names another recipient than the one that was typed. They may have been known to the issuer by another address.
holder-recipient_unstated = It names nobody in a way that could be compared with what was typed. A proof by the holder's own key, or an ID, would settle whose it is.

### Fair packs

## What a pack is refused for
pack-shape = This is not a fair pack as the format wants it ({ $member }).
pack-fingerprint = A fingerprint has 64 digits and letters from a to f. Please copy all of it.
pack-other_maker = This pack is by another maker than the fingerprint says. Its own is { $fingerprint }. Do not use it unless its maker confirms that.
pack-untrusted = Nobody has chosen the maker of "{ $name }" yet. Its fingerprint is { $fingerprint }. Ask the maker, in a way that you already know, whether that is right, and then import the pack with --trust and the fingerprint.
pack-lookalike = "{ $name }" looks like "{ $known }", which you know, but is by another maker ({ $fingerprint }). If it really takes its place, forget the old one first.
pack-unknown = No pack here has a fingerprint that begins with "{ $fingerprint }".
pack-root_keys = The pack's keys cannot be used: one is unreadable or named twice, or more must sign than there are.
pack-root_order = The pack's list of keys (version { $version }) does not follow from the one before it.
pack-root_not_handed_on = Too few of the old keys signed the new list of keys (version { $version }). The change is not believed.
pack-root_not_taken_over = Too few of its own keys signed the list of keys (version { $version }).
pack-root_rollback = The pack comes with an older list of keys (version { $version }) than was seen before ({ $seen }). Keys that were given up do not count again.
pack-root_changed = The list of keys (version { $version }) is not the one that was seen before, and the old keys did not hand over to it.
pack-root_other = The pack was signed under another list of keys than it comes with (version { $version }).
pack-root_expired = The pack was made after its list of keys had ended ({ $until }).
pack-signatures = The pack's contents are not signed by enough of its keys ({ $found } of { $threshold }). It was changed, or is not by its maker.
pack-rollback = This is an older version of the pack ({ $version }) than the one seen before ({ $seen }, of { $made }). What has been replaced is not put back.
pack-mixed = This pack has the same version ({ $version }) as the one seen before, and other contents. Ask its maker which is right.
pack-dates = The pack ends before it was made.
pack-not_yet = The pack was made in the future ({ $made }). Check this computer's clock.
pack-item_address = A pack may not speak for the address { $url }.
pack-item_twice = The pack has two documents for one address.
pack-item_newer = The pack has { $url } as fetched later than the pack was made.
pack-item_ahead = It is dated in the future ({ $fetched }). Check the index and this computer's clock.
pack-item_ends = It comes out of a pack that is good until { $until }. A new pack cannot make it last longer: let yours end earlier, or fetch the document anew.
pack-item_stray = { $url }: nobody has said that these keys were fetched from where they have to lie.
pack-item_key = It holds the secret key of a pack's maker.
pack-item_personal = It is a credential about somebody. Nothing personal belongs in a pack.
pack-many = These files are not one pack. Choose one file, or all the pictures of its codes.
pack-item_missing = The document of { $url } is missing from the pack.
pack-item_length = The document of { $url } is longer or shorter than its maker signed.
pack-item_hash = The document of { $url } is not the one its maker signed.
pack-item_extra = The pack has contents that its maker did not sign ({ $count }).
pack-key_file = This is not a key for making packs, or it is damaged.
pack-undated = The index gives a file the address { $url } without saying when it was fetched. Write it as an object with "path" and "fetched".

## What is said of a pack
pack-ended = This rests on documents that count as out of date since { $until }{ $dated ->
    [1] { " " }(they are of { $as_of }).
   *[other] .
} A newer pack would settle it.
pack-old = The pack "{ $name }" is out of date since { $until }. It still brings bad news, and no good news.
pack-clock = This computer's clock is more than a day behind a pack that was seen before, so nobody can tell whether a pack is out of date. Until the clock is right, packs bring no good news.
pack-used = Using the pack "{ $name }", version { $version } of { $made }, good until { $until }. Its maker's fingerprint is { $fingerprint }.
pack-unremembered = Without a vault nothing is remembered of the pack "{ $name }", so nobody would notice if it were an older one put in place of the newest.
pack-imported = The pack "{ $name }" is kept ({ $count } documents, good until { $until }), and its maker is one that you chose.
pack-renewed = The pack "{ $name }" is renewed: version { $version }, { $count } documents, good until { $until }.
pack-duplicate = You have this version of the pack "{ $name }" already.
pack-forgotten = The pack "{ $name }" is forgotten, and how high its versions had come. Its maker has to be chosen again.
pack-shown = { $name }
    version { $version }, made { $made }, good until { $until }, { $count } documents
    the maker's fingerprint: { $fingerprint }
pack-item = { $url } (fetched { $fetched }, { $age })
pack-item_undated = { $url } (as the document says itself)
pack-key_made = The key is in { $path }. Keep it secret, and tell people the fingerprint: { $fingerprint }
pack-made = The pack "{ $name }" is in { $path }: version { $version }, { $count } documents, good until { $until }. Its fingerprint: { $fingerprint }
pack-left_out = Left out, as a pack does not speak for such an address: { $url }
pack-left_file = Left out: { $file }. { $reason }

### Request and answer by QR code

exchange-request = This is not a request that can be answered: "{ $member }" is missing or wrong. Nothing was shown to anybody.
exchange-query = The request asks in a way that cannot be understood ("{ $member }"). Nothing was shown to anybody.
exchange-reply = This is not an answer that can be read: "{ $member }" is missing or wrong.
exchange-too_long = A request may be answered for { $minutes } minutes at most.
exchange-expired = The request ended at { $until }. Ask for a new one.
exchange-not_yet = The request is dated { $from }, which is in the future. Look at the clocks of both computers.
exchange-not_enough = Something that the request requires is missing from the answer.
exchange-nothing = Nothing that you keep answers this request. Nothing was shown to anybody.
exchange-replayed = This request was answered before. An answer counts once; ask again.
exchange-unknown = This answers a request that was not made here.
exchange-asks_sensitive = The request requires { $claims }. That says who somebody is or how well they did.
exchange-asks_much = The request requires { $count } items. Ask yourself whether that many are needed.
exchange-shows_whole = This credential cannot be divided: all of it would be shown, not only what is asked for.
exchange-asked = The request can be answered until { $until }.
exchange-answered = { $count ->
        [one] The answer shows one credential.
       *[other] The answer shows { $count } credentials.
    }
exchange-asker = { $named ->
        [0] Somebody who gives no name asks.
       *[other] Asked by "{ $name }". The name is only what the request says of itself.
    } { $purpose }
exchange-level_proven = The person proved just now that it is theirs.
exchange-level_earlier = The person's key signed this once, but not for you: it may be a copy.
exchange-level_typed = It names the address that you typed. That this person is its owner is not proven.
exchange-level_bearer = Whoever has the file can show it. Whose it is is not proven: ask for an identity card.

### What links

link-signature = The issuer's signature is the same number wherever you show this.
link-holder = It names you by an identifier of yours ({ $id }).
link-key = It names your key ({ $id }).
link-id = It has a number of its own ({ $id }).
link-status = It has a place of its own in the issuer's list ({ $index } in { $url }).
link-identity = It holds a hash of an address of yours, which whoever knows the address can compare.
link-number = It says a number or address that is only yours ({ $name }).
link-none = Nothing in it is known to link two showings, but what it says may still tell who you are.
ui-share-links = What can link you

### Asking and answering in the window

ui-answer-title = Answer a request
ui-answer-stop = Do not answer
ui-answer-looking = Looking for what answers…
ui-answer-nameless = Somebody who gives no name
ui-answer-claimed = The name is only what the request says of itself. Look at who stands before you.
ui-answer-purpose = What for: { $purpose }
ui-answer-until = To be answered by { $time }
ui-answer-pick = With which credential
ui-answer-go = Answer
ui-answer-count = Items shown: { $count }
ui-answer-after = Nothing leaves this computer before "Answer".
ui-answer-show = Show this to { $name }, or save it as a file.
ui-answer-once = It counts once, and only for the one who asked.
ui-ask-title = Ask for a credential
ui-ask-line = A request as a QR code. The answer proves who it belongs to, and shows only what its holder chooses.
ui-ask-what = What should be shown
ui-ask-kind_any = Any credential
ui-ask-kind_badge = An Open Badge
ui-ask-kind_learning = A micro-credential that can be shown in part (EU learning credential)
ui-ask-kind_clr = A learning record (CLR)
ui-ask-person = Ask for the person's name too; they may leave it out
ui-ask-purpose = What for
ui-ask-name = Who asks
ui-ask-name_line = They see this name and cannot check it.
ui-ask-go = Show the request
ui-ask-left = Can be answered for { $minutes }:{ $seconds } more
ui-ask-shown = Let the other person read this from your screen. Then read their answer.
ui-ask-drop = Drop the answer here: a file, or pictures of its codes in any order.
ui-ask-answer = Choose the answer
ui-ask-end = End the request

### What was shown to whom

shared-empty = You have not shown anything yet.
shared-removed = { $count ->
        [one] Forgotten. Whoever saw it has seen it.
       *[other] { $count } forgotten. Whoever saw them has seen them.
    }
ui-nav-log = Shared
ui-log-title = What you showed
ui-log-line = Names of items only, no values. Nobody but you can see this list.
ui-log-search = Search by name, badge or item
ui-log-export = Save the list
ui-log-exported = The list is saved.
ui-log-older = Show older ones
ui-log-gone = Forgotten here. Whoever saw it has seen it.
ui-log-forget = Forget
ui-log-nobody = Nobody named
ui-log-removed = A badge you no longer keep
ui-log-names = shown: { $names }
ui-log-whole = shown whole
ui-log-way_code = By QR code
ui-log-way_file = As a file
ui-log-way_answer = In answer to a request
ui-log-proven = with your proof
ui-log-copy = as a copy
ui-log-empty = When you share a badge or answer a request, it is noted here.
ui-log-least = only what is always shown

### On paper

paper-nothing = Nothing was chosen to be printed.
paper-too_many = At most { $limit } credentials go into one document.
paper-footer = Made with Akashi on { $on }
paper-codes = The credential itself, as codes
paper-codes_line = { $count ->
        [one] This code holds what the issuer signed.
       *[other] These { $count } codes together hold what the issuer signed. They may be read in any order.
    }
paper-code = Code { $part } of { $total }: { $title }
paper-check = How to check this document
paper-line0 = The signed originals are attached to this PDF. Any program that reads these formats can check them; none needs a network or an account.
paper-line1 = A picture or a scan of the codes is enough as well.
paper-line2 = Paper shows what the issuer said. It does not prove that whoever holds it is the person named.
paper-until = valid until { $on }
paper-checked = Checked on { $on }, with what was at hand then.
paper-made = { $count ->
        [one] One credential, in a PDF that can be checked again.
       *[other] { $count } credentials, in a PDF that can be checked again.
    }
ui-send-pdf = PDF to print
ui-screen = From this screen
ui-screen-looking = Looking for codes on this screen…
ui-screen-line = Show the codes in another window. Nothing of the screen is kept.
ui-screen-parts = { $had } of { $total } parts read. Still missing: { $missing }
ui-camera = From the camera
ui-camera-looking = Hold the code up to the camera.
ui-camera-line = Nothing of the picture is kept. The camera goes off as soon as everything is read.
ui-camera-view = What the camera sees
ui-camera-which = Camera
ui-camera-again = Try again
ui-camera-other = Other ways
ui-camera-ways = A picture of the codes can be read as well, and so can codes on this screen.
ui-camera-none = No camera is connected.
ui-camera-none_hint = Connect one, or switch it on, and try again.
ui-camera-refused = Akashi is not allowed to use the camera.
ui-camera-refused_hint = Allow it in the system settings, under Privacy and Camera, and try again.
ui-camera-lost = No picture comes from the camera.
ui-camera-lost_hint = It may have been unplugged, or another program may be using it. What was read so far is not lost.
ui-camera-tired = Nothing new was read for three minutes, so the camera is off.
ui-camera-tired_hint = More light helps, and a code that fills the corners.
ui-camera-unusable = The camera cannot be used on this computer yet.
ui-camera-unusable_hint = A library of the system is missing. On Linux it is called libpulse0.
ui-send-interview = Show in an interview
ui-present-keys = B: dark screen · Esc: end
ui-present-keys_many = ← →: other badge · B: dark screen · Esc: end
ui-present-left = { $minutes }:{ $seconds } left to read it
ui-present-ended = The time to read it is over.
trash-row = { $id }  { $title } (kept until { $until })
trash-restored = { $id }: brought back
trash-emptied = { $count ->
        [0] The trash was empty.
        [one] 1 credential is gone for good.
       *[other] { $count } credentials are gone for good.
    }
vault-empty_file = This file is empty (0 bytes). A sync service may not have finished, or may have failed. Use a copy: they lie in the folder beside the vault.
vault-error_text = In the place of the vault lies a text, such as the error page that a server sends. Nothing was changed. Use a copy: they lie in the folder beside the vault.
vault-replaced = Another program, perhaps a sync service, has put a different file in the place of your vault while it was open. That file was not written over. Lock and open again: what you have here is kept beside it, and the two can be brought together.
vault-other = This file belongs to another vault, or was sealed with another key since. Nothing was changed.
merge-none = There is no copy of this vault beside it that was changed on another computer.
merge-skipped = { $path }: left alone. { $reason }
merge-done = { $path }: { $added } added, { $removed } moved to the trash, { $changed } brought up to date. { $conflicts ->
        [0] Nothing was changed on both sides.
        [one] 1 was changed on both sides.
       *[other] { $conflicts } were changed on both sides.
    } The file now lies with the copies of the vault.
ui-more = And { $count } more.
ui-removed = In the trash for 30 days.
ui-keep-title = Backup and restore
ui-keep-line = A backup is one encrypted file with everything in it. Keep it on another disk.
ui-keep-never = No backup yet
ui-keep-never_line = If this computer is lost or breaks, your records are lost with it.
ui-keep-last = Last good backup: { $days ->
        [0] today
        [one] yesterday
       *[other] { $days } days ago
    }
ui-keep-last_line = Made { $moment }. It was opened to prove it, every record in it.
ui-keep-old = That is long ago: what you added since is on this computer only.
ui-keep-now = Back up now…
ui-keep-test = Test a backup…
ui-keep-making = Writing the backup, then opening it to prove it…
ui-keep-restore = Restore
ui-keep-from_file = From a backup
ui-keep-from_file_line = You see what would come back before anything changes. Nothing that is newer here is replaced.
ui-keep-choose = Choose a backup…
ui-keep-earlier = Earlier states on this computer
ui-keep-earlier_line = Kept without asking: the last five saves, and one for each of the last seven days and four weeks. They are not on another disk, so they are no backup.
ui-keep-earlier_none = There are none yet. One is kept with every day that you change something.
ui-keep-holds = { $credentials ->
        [one] 1 credential
       *[other] { $credentials } credentials
    }, { $holders ->
        [one] 1 key
       *[other] { $holders } keys
    }, { $documents ->
        [one] 1 document
       *[other] { $documents } documents
    }{ $trash ->
        [0] {""}
       *[other] , { $trash } in the trash
    }.
ui-keep-other_key = Opens only with the passphrase of its time.
ui-keep-look = Look…
ui-keep-out = Take everything with you
ui-keep-out_head = Plain files, or a file for another wallet
ui-keep-out_line = You are never locked in: everything can leave at any time.
ui-keep-out_open = Ways out
ui-bring-title = Restore
ui-bring-test_title = Test a backup
ui-bring-about = { $name }, saved { $moment }
ui-bring-secret = Passphrase or recovery code of that time
ui-bring-nothing = Opening it changes nothing, here or in the file.
ui-bring-open = Open
ui-bring-reading = Opening every record of the file…
ui-bring-working = Bringing it back…
ui-bring-holds = It holds { $count ->
        [one] 1 record
       *[other] { $count } records
    }; { $same ->
        [one] 1 is
       *[other] { $same } are
    } here already, just the same.
ui-bring-added = Comes back: { $count }
ui-bring-replaced = Newer in the backup, will be brought up to date: { $count }
ui-bring-newer = Newer or different here, stays as it is: { $count }
ui-bring-dated = added { $date }
ui-bring-others = With them: { $count } of your keys, documents and settings.
ui-bring-before = Nothing has changed yet.
ui-bring-go = Bring back { $count }
ui-bring-none = Nothing is missing
ui-bring-none_line = Everything in this backup is here, as it is there or newer. Nothing was changed.
ui-bring-done = Restored
ui-bring-counts = { $added } came back, { $replaced } brought up to date, { $newer } newer here and kept, { $same } here already.
ui-bring-good = The backup opens, and every record in it can be read
ui-bring-by_passphrase = It opened with the passphrase. Nothing was changed.
ui-bring-by_recovery = It opened with the recovery code. Nothing was changed.
ui-leave-title = Take everything with you
ui-leave-line = What is here stays here. Nothing is overwritten.
ui-leave-go = Write…
ui-leave-write = Choose where…
ui-leave-plain = Everything as plain files
ui-leave-plain_line = Not encrypted: whoever has the folder can read it. The originals, byte for byte, with a list. Your keys stay here.
ui-leave-universal = A file for another wallet, with your keys
ui-leave-universal_line = Not encrypted, and your private keys are in it: whoever has the file can act as you. The Learner Credential Wallet reads it (Universal Wallet).
ui-leave-universal_secret = Your vault's passphrase once more
ui-leave-eudi = A locked file for a European wallet
ui-leave-eudi_line = Encrypted with a passphrase that you choose now; it holds no keys (EUDI TS10).
ui-leave-eudi_secret = Passphrase for this file (at least 12 characters or 4 words)
ui-leave-keys = This file holds your private keys for anybody to read
ui-leave-keys_line = Put it only where you move it from at once, and delete it when the other wallet has it.
ui-leave-working = Writing…
ui-leave-done = { $name }: { $count ->
        [one] 1 item
       *[other] { $count } items
    } written
ui-leave-left = { $count } left out, because this kind of file cannot hold them; plain files can.
ui-leave-readable = These files are not encrypted. Put them where only you can read them.
ui-leave-delete = It holds your private keys in the clear. Delete it as soon as the other wallet has it.
ui-trash-title = Trash
ui-trash-line = What you remove is kept here for 30 days, encrypted like the rest. It is not shown, searched, checked or exported.
ui-trash-none = The trash is empty.
ui-trash-count = { $count ->
        [one] 1 credential in the trash
       *[other] { $count } credentials in the trash
    }
ui-trash-until = removed { $removed } · kept until { $until } ({ $count ->
        [one] 1 day
       *[other] { $count } days
    } left)
ui-trash-back = Bring back
ui-trash-all = Bring all back
ui-trash-empty = Empty the trash ({ $count })…
ui-trash-really = { $count ->
        [one] Delete 1 credential for good
       *[other] Delete { $count } credentials for good
    }
ui-trash-sure = { $count ->
        [one] Delete 1 credential for good?
       *[other] Delete { $count } credentials for good?
    }
ui-trash-sure_line = This cannot be undone here. Backups and earlier states that hold them keep them.
ui-trash-working = Changing the trash…
ui-merge-title = Changed on two computers
ui-merge-line = A sync service kept another file of your wallet beside it. Nothing is lost, and you can go on reading; bring them together when you like.
ui-merge-looking = Comparing the two…
ui-merge-working = Bringing them together…
ui-merge-saved = Saved { $moment }
ui-merge-counts = Bringing it in adds { $added }, moves { $removed } to the trash and brings { $changed } up to date.
ui-merge-same = Your wallet has everything that is in it.
ui-merge-both_changed = { $count ->
        [one] 1 was changed on both sides. Both versions are kept unless you choose.
       *[other] { $count } were changed on both sides. Both versions are kept unless you choose.
    }
ui-merge-states = Here: { $here } · In the other file: { $there }
ui-merge-live = kept
ui-merge-away = removed { $date }
ui-merge-gone = deleted for good { $date }
ui-merge-both = Keep both
ui-merge-this = As here
ui-merge-that = As there
ui-merge-unnamed = A setting
ui-merge-more = And { $count } more, of which both are kept.
ui-merge-go = Bring together
ui-merge-later = Later
ui-merge-done = { $name } was brought in
ui-merge-kept = The file itself lies with the earlier states.
ui-merge-found = { $count ->
        [one] Another file of your wallet lies beside it, changed on another computer.
       *[other] { $count } other files of your wallet lie beside it, changed on another computer.
    }
ui-merge-open = Look
ui-trust-title = Checking without a network
ui-trust-line = What is checked with here, how old it is, and whom you let vouch for issuers.
ui-trust-packs = Packs
ui-trust-packs_line = A pack brings many documents in one signed file, for a fair for instance. Importing one means that you believe its maker.
ui-trust-pack = Version { $version } · good until { $until } · maker { $fingerprint } …
ui-trust-pack_ended = Version { $version } · out of date since { $until }, so it brings no good news · maker { $fingerprint } …
ui-trust-import = Import a pack…
ui-trust-codes = Read the codes of a pack
ui-trust-codes_line = The codes of a pack are read and looked into. Nothing is imported yet.
ui-trust-make = Make a pack…
ui-trust-look = Look inside
ui-trust-take = Import
ui-trust-working = Checking the pack…
ui-trust-fingerprint = The maker's fingerprint, as the maker told you
ui-trust-fingerprint_line = Type what you have from the maker in another way. A copy of what the file says proves nothing.
ui-trust-choose = Believe this maker
ui-trust-forget = Forget
ui-trust-forget_sure = Forget the pack "{ $name }"?
ui-trust-forget_line = Its documents are not used any more, and its maker has to be chosen again.
ui-trust-lists = Lists of issuers
ui-trust-no_lists = No list of issuers is at hand. An issuer is then known by its domain, or not at all.
ui-trust-list = { $count ->
        [one] 1 issuer
       *[other] { $count } issuers
    }, as of { $date }
ui-trust-kind_legacy = A registry
ui-trust-kind_federation = A federation
ui-trust-kind_own = A list that you chose
ui-trust-kind_pinned = Issuers that you pinned yourself
ui-trust-kind_known = Named by another list
ui-trust-kind_stray = A file that nobody chose
ui-trust-papers = Documents at hand: { $count }
ui-trust-no_papers = None. Add a status list or an issuer's key file as you add a badge; it is used for checking.
ui-trust-paper = Of { $date }, { $age }.
ui-trust-paper_added = Added { $date }, { $age }; it does not say when it was written.
ui-trust-unfetched = Lists keys, and is not used yet: it counts only as what lies at { $url }.
ui-trust-fetched = I fetched it there myself
ui-trust-old = Older than 7 days: what was withdrawn since does not show.
ui-pack-title = Make a fair pack
ui-pack-line = Documents for checking badges in a place without a network, in one file that you sign.
ui-pack-name = Name of the pack
ui-pack-name_line = What people see when they import it: the event and the year, for instance.
ui-pack-until = Good until
ui-pack-until_line = Year, month, day. After that day it brings no good news. A few days after the event are enough.
ui-pack-date = To the end of { $date }
ui-pack-documents = Documents
ui-pack-from_wallet = What this wallet has
ui-pack-from_folder = A folder…
ui-pack-wallet_line = Each stays as old as it is. With your signature you vouch for the dates, those out of other packs too.
ui-pack-folder = From the folder "{ $name }". Its index.json may say when each file was fetched.
ui-pack-gathering = Looking at the documents…
ui-pack-nothing = Nothing here can go into a pack.
ui-pack-all = Tick all
ui-pack-none = Tick none
ui-pack-more_in = And { $count } more that are not shown; those that are ticked go in as well.
ui-pack-more = Show { $count } more
ui-pack-left = { $count ->
        [one] What cannot go in: { $count } thing
       *[other] What cannot go in: { $count } things
    }
ui-pack-kind_keys = Keys of an issuer
ui-pack-kind_status = List of what was withdrawn
ui-pack-kind_registry = List of issuers
ui-pack-kind_context = Vocabulary
ui-pack-kind_other = Document
ui-pack-fetched = fetched { $date }, { $age }
ui-pack-undated = nobody knows when it was fetched
ui-pack-key = Your key
ui-pack-key_line = Whoever has the key file can sign in your name: keep it where only you can get at it. It is read to sign, and not kept here.
ui-pack-key_choose = Choose a key file…
ui-pack-key_make = Make a new key…
ui-pack-key_reading = Reading the key…
ui-pack-key_facts = Maker { $fingerprint } … · good until { $date }
ui-pack-need_name = Give the pack a name.
ui-pack-need_date = Give a day on which the pack ends, today at the earliest and within ten years: 2026-11-28, for instance.
ui-pack-need_documents = Tick at least one document.
ui-pack-need_fewer = A pack has room for { $limit } documents. Tick fewer.
ui-pack-need_key = Choose the key that signs, or make one.
ui-pack-need_newer = The time of this key is over. Make a new one, and tell people its fingerprint.
ui-pack-need_keys = { $count } keys of this maker must sign. Choose the next key file.
ui-pack-ready = { $count ->
        [one] { $count } document, { $size } kB, goes in.
       *[other] { $count } documents, { $size } kB, go in.
    }
ui-pack-save = Sign and save…
ui-pack-writing = Signing the pack…
ui-pack-done = The pack is made
ui-pack-facts = { $count ->
        [one] { $name } · { $count } document · good until { $date }
       *[other] { $name } · { $count } documents · good until { $date }
    }
ui-pack-saved = Saved as "{ $name }".
ui-pack-fingerprint = The maker's fingerprint
ui-pack-copy = Copy
ui-pack-copied = Copied.
ui-pack-print = Show as a code
ui-pack-print_line = The fingerprint alone, to be photographed or printed. It does not hold the pack.
ui-pack-tell = Whoever imports the pack needs this from you in another way
ui-pack-tell_line = On paper, or by voice. A fingerprint that comes with the file proves nothing: somebody else could have made both.
ui-pack-codes = Show as codes
ui-pack-codes_line = The whole pack. The other computer imports it with "From this screen", or from pictures of the codes.
ui-pack-no_codes = Too large for codes on the screen. Hand it on as a file.
ui-pack-look_line = Its signatures hold, and every document is there as it was signed.
ui-pack-look_made = Made
ui-pack-look_until = Good until
ui-pack-look_version = Version
ui-pack-ended = Out of date since { $date }: it brings no good news
ui-pack-file_says = Its maker's fingerprint, as the file says
ui-pack-contents = { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
ui-pack-kept = This pack is kept here, in this version.
ui-pack-maker_known = You have chosen its maker before. Importing puts this version in the place of the one that is kept.
ui-pack-maker_unknown = Nobody has chosen its maker yet. Importing it means that you believe what its maker gathered.
ui-set-line = Everything here stays on this computer.
ui-set-security = Security
ui-set-minutes = Lock by itself
ui-set-minutes_line = After this long without a key or click. Shorter is safer when others are near.
ui-set-minutes_less = A minute less
ui-set-minutes_more = A minute more
ui-set-passphrase = Passphrase
ui-set-passphrase_line = Backups made before still open with the old one.
ui-set-change = Change…
ui-set-kit = Recovery kit
ui-set-kit_line = A new kit takes the place of the old one, which then opens nothing any more.
ui-set-kit_none = You have none: without your passphrase nobody could open your records, not even us.
ui-set-kit_new = Make a kit…
ui-set-kit_again = New kit…
ui-set-keyring = Open with this computer's keyring
ui-set-keyring_line = No passphrase is asked for while you are logged in; whoever sits at this computer then can open your records.
ui-set-checks = Checks and trust
ui-set-papers = Documents at hand
ui-set-papers_line = { $count ->
        [one] 1 document; it is
       *[other] { $count } documents; the oldest is
    } { $days ->
        [0] of today
        [one] 1 day old
       *[other] { $days } days old
    }. Older ones cannot know of later withdrawals.
ui-set-papers_none = None yet: whether something was withdrawn cannot be checked without one.
ui-set-trust = Who vouches for issuers
ui-set-trust_line = { $packs ->
        [one] 1 pack
       *[other] { $packs } packs
    } and { $lists ->
        [one] 1 list
       *[other] { $lists } lists
    }. An issuer that none of them names shows as not known.
ui-set-open = Open
ui-set-looks = Language, text and appearance
ui-set-sharing = Sharing
ui-set-density = QR codes
ui-set-density_line = Coarser codes are easier to scan from afar, and take more pictures in turn.
ui-set-density_low = Coarse
ui-set-density_normal = Normal
ui-set-density_high = Fine
ui-set-storage = Storage
ui-set-folder = Your wallet's file
ui-set-backups = Backup and restore
ui-set-trash = Trash
ui-set-merge = Changed on two computers
ui-set-merge_line = { $count ->
        [one] Another file of your wallet lies beside it.
       *[other] { $count } other files of your wallet lie beside it.
    } Nothing is lost until you bring them together.
ui-set-advanced = Advanced
ui-set-again = Check everything again
ui-set-again_line = Every signature is checked anew with the documents at hand. Nothing leaves this computer.
ui-set-again_go = Check now
ui-set-again_working = Checking every credential…
ui-set-again_done = { $count ->
        [one] 1 credential checked again.
       *[other] { $count } credentials checked again.
    }
ui-set-vault = About this vault
ui-set-vault_line = { $id } · save { $generation } · a try at the passphrase takes { $memory } MiB of memory, { $passes } passes
ui-add-locked = Password of this backup
ui-add-locked_line = It is only used to open the file, and not kept.
ui-add-unlock = Open
ui-add-report = What became of it
ui-add-counts = { $added } kept, { $newer } newer than what you had, { $duplicate } already here, { $failed } failed.
ui-add-plain = This file holds your private keys for anybody to read. Once everything you need is kept, delete it and every copy of it.
ui-add-is_locked = This backup of another wallet is locked with a password.
ui-keep-made = { $name } holds everything ({ $count ->
        [one] 1 record
       *[other] { $count } records
    }) and opens with today's passphrase and kit.
ui-set-minutes_unit = min
### The window's way in
vault-copy = This is a copy of your vault. It is open for reading only; nothing can be changed in it.
vault-in_use = The vault is open in another window or program. What you see is how it was just now, for reading only.
ui-door-restore = Restore from a backup
ui-door-welcome = Make a new wallet
ui-door-code = Use the recovery code
ui-door-other = Open another file
ui-door-copies = Show the copies
ui-door-copies_line = Akashi has kept copies of this vault. One of them can be read, or take its place.
ui-door-salvage = Save what can still be read
ui-door-salvage_line = Makes a new vault of what still opens, with the same secret, in the place of the damaged one. The damaged file stays beside it under another name.
ui-door-salvaging = Saving what can be read…
ui-door-read = Open for reading only
ui-door-read_line = You can look and show, but nothing can be changed until it is closed there.
ui-door-missing = There is no vault in this place any more. Your records may be on a disk that is not connected: connect it, or open another file.
ui-door-either = Passphrase or recovery code
ui-notice-caps = Caps Lock seems to be on.
ui-notice-wide = Full-width letters are on. They are fine: full-width and half-width open the same wallet.
ui-strength-short = Too short. At least 12 varied characters, or 4 words.
ui-create-step = Step 1 of 2
ui-create-suggest = Suggest 5 words
ui-create-again = Passphrase once more
ui-create-differs = The two do not match. Type them once more, or show what you type.
ui-create-there = There is a wallet in this folder already: { $folder }
ui-create-open_it = Open it
ui-create-elsewhere = Change folder
ui-create-unwritable = This folder cannot be written to, so no wallet can be kept in it. Nothing was made; please choose another folder.
ui-create-refused = The wallet could not be made in this folder. { $reason } Please choose another folder.
ui-know-head_reset = No one can reset it
ui-know-text_reset = There is no account and no server, so there is nobody to ask. Next you get a recovery page to keep.
ui-know-head_private = This window stays private
ui-know-text_private = Where the system allows it, screenshots and screen sharing do not show it.
ui-know-head_seen = Screenshots can show this page
ui-know-text_seen = This system has no way to keep a window out of them. Stop sharing your screen first.
ui-know-head_wide = Full-width letters are fine
ui-know-text_wide = Letters typed full-width or half-width open the same wallet.
ui-know-head_later = You can change it later
ui-know-text_later = In Settings, at any time.
ui-know-head_kit = What the page is for
ui-know-text_kit = If the passphrase is forgotten, the code on it opens your records, and you choose a new passphrase.
ui-know-head_safe = Keep it away from the computer
ui-know-text_safe = Where you keep your passport. Whoever has the page and this computer can open your records.
ui-know-head_old = Copies keep the old one
ui-know-text_old = Copies and backups made before still open with the passphrase of their time.
ui-know-head_keyring = Your passphrase stays yours
ui-know-text_keyring = The keyring only ever holds a random key of its own. A new passphrase ends it.
ui-know-head_lock = You can still lock
ui-know-text_lock = After Lock the passphrase is asked for, until the program starts again.
ui-unlock-saved = last saved { $moment }
ui-unlock-wait = Next try in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
ui-unlock-keyring = Asking this computer's keyring…
ui-code-title = Open with the recovery code
ui-code-line = Type the code from your page. Then you choose a new passphrase.
ui-code-label = Recovery code
ui-code-hint = 34 letters and digits. Small letters, spaces and hyphens do not matter.
ui-copies-title = Copies of your vault
ui-copies-line = Each is the whole vault, as it was when it was saved. The newest one is on top.
ui-copies-row = { $moment } (save { $save })
ui-copies-none = There is no copy that could help here.
ui-copies-read = Read it
ui-copies-put = Put it in place
ui-copies-kept = The file that is there now is not deleted: it stays beside it under another name.
ui-copies-working = Putting the copy in place…
ui-restore-title = Restore from a backup
ui-restore-line = Choose the file. You see what is in it before anything is kept.
ui-restore-file = Choose the backup
ui-restore-look = See what is in it
ui-restore-looking = Opening every record…
ui-restore-other = This is not a backup of Akashi, and nothing was changed. If it comes from another wallet: go back, press Start, and add the file there.
ui-found-title = This is in your backup
ui-found-line = Every record in it opens. It becomes the wallet of this computer; the backup stays as it is.
ui-found-saved = Saved
ui-found-credentials = Badges and certificates
ui-found-count = { $count }
ui-found-awarded = Awarded
ui-found-on = { $first }
ui-found-between = { $first } to { $last }
ui-found-holders = Keys of yours
ui-found-documents = Documents for checking
ui-found-use = Use this backup
ui-found-working = Bringing it back…
ui-kit-step = Step 2 of 2
ui-kit-title = Keep your recovery code
ui-kit-line = If you forget the passphrase, this code opens your records. It is shown only now.
ui-kit-alone = Without this page and without your passphrase nobody can open your records, not even us.
ui-kit-replaces = The kit you have now stays good until you keep this one.
ui-kit-group = Group { $number }: { $letters }
ui-kit-save = Save as PDF
ui-kit-print = Print
ui-kit-wrote = I wrote it down
ui-kit-later = Later
ui-kit-ask = Type group { $number } from what you wrote down
ui-kit-again = Show the code again
ui-kit-confirm = That is it
ui-kit-wrong = That is not the same. Compare your page with the code once more; nothing is lost.
ui-kit-working = Making the kit…
ui-kit-file = akashi-recovery.pdf
ui-kit-kept_saved = Kept in { $path }. Print it, then delete the file: whoever has it and this computer can open your records.
ui-kit-kept_printed = Sent to the printer. Look at the page before you press Done: the code is not shown again.
ui-kit-kept_written = Your page opens your records from now on. Keep it safe.
ui-change-title = Change your passphrase
ui-change-line = Your records stay as they are; only what opens them changes, in one step.
ui-change-forced = Choose a new passphrase
ui-change-forced_line = The recovery code opened your vault. Choose a passphrase you will remember; after it you get a new recovery page.
ui-change-old = Passphrase of now
ui-change-new = New passphrase
ui-change-again = New passphrase once more
ui-change-do = Change it
ui-change-lock = Lock again
ui-change-working = Changing the passphrase…
ui-change-said = The passphrase is changed.
ui-change-done = The passphrase is changed
ui-change-copies = { $count ->
    [one] One copy beside your vault still opens
   *[other] { $count } copies beside your vault still open
} with the old passphrase. If somebody may know it, delete what it opens; a new copy is kept first.
ui-change-more = and { $count } more
ui-change-backups = Backups you keep elsewhere open with it as well. Make a new one and delete those.
ui-change-delete = Delete { $count ->
    [one] { $count } copy
   *[other] { $count } copies
}
ui-change-keep = Keep them
ui-keyring-title = Stay unlocked on this computer
ui-keyring-line = This computer's keyring gets a key of its own for your vault. When Akashi starts, it opens without asking.
ui-keyring-risk = While you are logged in, any program that runs as you can ask the keyring for that key.
ui-keyring-ends = You can end it here at any time; a new passphrase ends it as well.
ui-keyring-do = Let it open
ui-keyring-said = This computer opens the vault from now on. Lock still locks.
ui-older = This is an older copy of your vault, saved { $at }. This computer last saved it { $last }. It is open for reading only.
ui-older-unknown = at an unknown time
ui-older-find = Find newer
ui-older-accept = Go on with this one
ui-footer-keyring = Opened by this computer's keyring
ui-footer-no_kit = No recovery page yet
ui-clip-left = Copied. Cleared in { $seconds } s
disclose-no_subject = Choose at least one item about what was learned: without it nothing is left to be checked.

### Help on the command line, and what argparse says
help-every_json = one JSON object a line
help-every_at = the time of the check
help-every_lang = the language of sentences
help-every_vault = the vault (AKASHI_VAULT)
help-every_passphrase_fd = read the passphrase from this descriptor
help-every_recovery = ask for the code of a recovery kit
help-every_recovery_fd = read the recovery code from this descriptor
help-every_new_passphrase_fd = read a new passphrase from this one
help-verify = check credentials offline
help-verify_files = a file, or a folder with all that is below it
help-verify_library = documents at hand
help-verify_pack = a fair pack to use this once
help-verify_trust = refuse a pack by any other maker
help-verify_recipient = an e-mail address or identity it must name
help-verify_jobs = processes for many files; as many as cores if unset
help-request = ask a holder for credentials, and judge the answer
help-exchange_make = make a request, as a file or as QR codes
help-exchange_type = a type of W3C credential that will do
help-exchange_vct = a type of SD-JWT VC that will do
help-exchange_claim = a claim it must show; * is any place
help-exchange_optional = a claim it may show
help-exchange_dcql = a whole query instead
help-exchange_name = who asks
help-exchange_purpose = what for
help-exchange_minutes = how long it may be answered: at most 10
help-exchange_check = judge answers to a request made here; each request is answered once
help-answer_qr = answer a verifier's request with what is kept
help-exchange_list = who asks for what, and what would answer
help-exchange_with = a credential to answer with
help-exchange_reveal = an optional claim to show too
help-inspect = what credentials say, as one model
help-add = keep credentials
help-list = what is kept, newest first
help-keep_query = only titles and issuers with this text
help-keep_all = earlier issues of credentials too
help-holder = your keys, with which you show credentials
help-keep_new = make a key in the vault
help-keep_name = a name for your own use
help-keep_ids = an id, or its first letters
help-add_from = where you fetched a file with keys
help-keep_list = the keys in the vault
help-vault_merge = bring in copies of the vault that were changed on another computer
help-merge_files = without any: the conflict copies beside the vault
help-merge_keep = of what was changed on both sides: what either keeps, as it is here, or as it is in the other file
help-move_backup_passphrase_fd = read the backup's password from this descriptor
help-export = write the originals, byte for byte, or a file for another wallet
help-move_ids = an id, or its first letters; with --format none is all
help-move_to = where the originals go
help-move_format = a file for another wallet
help-move_all = with --to: everything you own, with an index
help-move_output = that file; nothing is overwritten
help-pack = documents gathered for places without a network, dated and signed
help-pack_key = make a maker's key, or hand over to a new one
help-pack_keys = how many; the others are FILE.2, FILE.3, …
help-pack_threshold = how many of them must sign
help-pack_after = a key that hands over to this one
help-pack_expires = three years from now if unset
help-pack_make = sign the documents in a folder as a pack
help-pack_version = the present moment as a number if unset
help-pack_show = check a pack and say what is in it
help-pack_import = keep a pack in the vault
help-pack_trust = its maker's, needed the first time
help-pack_forget = give up a pack and its maker
help-paper = a PDF with the originals attached and drawn as codes
help-paper_reveal = a claim to show of a credential that can be divided
help-disclose = show only chosen claims of a credential
help-share_list = what can be revealed, and what always is
help-present = make a presentation for a verifier
help-share_minutes = how long the proof holds; for ever if unset
help-qr = put a file in QR codes
help-share_form = vpqr: one code, as other wallets read it; vpqr-1.0: its newer dialect
help-scan = read QR codes from pictures
help-shared = what was shown to whom: names of claims, no values
help-shared_remove = forget that it was shown; whoever saw it has seen it
help-shared_export = the whole log as JSON
help-shared_list = the newest first
help-tour = see everything once, on samples
help-tour_to = leave the files there
help-trash = what was removed: see it, bring it back, or let it go for good
help-trash_restore = bring credentials back as they were
help-trash_list = what is in the trash, and until when
help-trash_empty = forget everything in the trash for good
help-vault = make a vault, say what is in it, look after its secrets
help-vault_kit = make a recovery kit, in the place of an earlier one
help-vault_output = print it as a page, in Japanese and English
help-vault_backup = write everything to one encrypted file, and prove that it opens
help-vault_restore = bring back what a backup holds; what is newer here stays
help-vault_to = into this vault, or to this place where there is none
help-vault_drill = prove that a backup opens, and say what is in it; nothing is changed
help-vault_salvage = make a new vault of what still opens of a damaged one, which stays as it is
help-vault_keyring = open through this computer's keyring, or not any more
help-vault_accept = go on with an older copy of the vault as the right one
help-vault_passwd = change the passphrase
help-vault_new_key = seal everything anew; the recovery kit ends
help-vault_create = make a new, empty vault
help-vault_info = what a vault holds
help-show = everything about credentials
help-remove = put credentials in the trash
help-about = Keep, check and show what you have learned, offline.
help-every = options of every command
help-version = show program's version number and exit
help-window = Without a command the window opens, on files or links if some are named. --verify-only opens it to check what others show, without a vault; --quit-when-shown opens it, prints how long that took, and ends.
argparse-usage = usage:{" "}
argparse-positional = positional arguments
argparse-options = options
argparse-help = show this help message and exit
argparse-argument = argument %(argument_name)s: %(message)s
argparse-required = the following arguments are required: %s
argparse-unrecognized = unrecognized arguments: %s
argparse-choice = invalid choice: %(value)r (choose from %(choices)s)
argparse-one = expected one argument
argparse-at_least_one = expected at least one argument
argparse-not_with = not allowed with argument %s
argparse-one_of = one of the arguments %s is required
argparse-explicit = ignored explicit argument %r
argparse-kind = invalid %(type)s value: %(value)r
value-empty = it is empty
value-whole = not a whole number from { $least } to { $most }
value-moment = not a moment of ISO 8601: "{ $text }"
value-years = not a year from { $first } to { $last }
