# Akashiの文言(日本語)。コードごとに1つ。IDはコードの点をハイフンに替えたもの。

### Verification

## Verdicts
verdict-passed = 有効
verdict-unknown = 要確認
verdict-failed = 無効
verdict-none = 自己申告
age-now = たった今
age-hours = { $count }時間前
age-days = { $count }日前

## Format
format-ok = { $kind }形式です。
format-unsupported = これは{ $kind }です。この版では検証できません。
malformed-json = データが壊れています({ $line }行{ $column }文字目が読めません)。
malformed-json_duplicate = 「{ $key }」が同じ場所に2回あり、読み方が一つに決まりません。
malformed-json_depth = 入れ子が深すぎます({ $limit }段を超えています)。
malformed-json_nodes = 項目が多すぎます({ $limit }個を超えています)。
malformed-json_number = 数値 { $number } は正確に扱えません。
malformed-too_large = 大きすぎます(上限 { $limit })。
malformed-too_many = 一つのファイルに含まれる数が多すぎます(上限 { $limit })。
malformed-encoding = 文字コードが正しくありません(UTF-8ではありません)。
malformed-empty = ファイルが空です。
malformed-unknown_format = 証明書として読み取れる形式ではありません。
malformed-png = 画像が壊れているか、途中で切れています。
malformed-png_no_badge = この画像にはバッジのデータがありません。別のアプリで保存し直された可能性があります。元の画像を入手してください。
malformed-png_many = 画像に複数のバッジが入っています(規格では1つだけです)。
malformed-svg = SVG画像が壊れているか、使えない要素を含んでいます。
malformed-svg_no_badge = このSVG画像にはバッジのデータがありません。
malformed-svg_many = SVG画像に複数のバッジが入っています(規格では1つだけです)。
malformed-jwt = トークンが壊れています(3つの部分に分けられません)。
malformed-base64 = 符号化された部分が壊れています。
malformed-multibase = 鍵または署名の表記が読み取れません。
malformed-pointer = { $pointer } には何もありません。
malformed-key = 鍵が壊れているか、安全ではありません。
malformed-did = 識別子 { $did } またはその文書が正しくありません。
malformed-did_method = 発行者の文書に鍵 { $method } がありません。
malformed-context = 語彙(@context)の指定が規則に合っていません: { $value }
malformed-type = 種類「{ $type }」がないか、正しくありません。
malformed-id = 識別子が正しくありません。
malformed-issuer = 発行者がないか、正しくありません。
malformed-subject = 何についての証明かが書かれていません。
malformed-date = 日付「{ $value }」が正しくありません。
malformed-dates_order = 有効期限が開始日より前です。
malformed-status = 取り消し情報の指定が正しくありません。
malformed-schema = スキーマの指定がないか、正しくありません。
malformed-refresh = 更新先の指定が正しくありません。
malformed-terms = 利用条件の指定が正しくありません。
malformed-evidence = 根拠資料の指定が正しくありません。
malformed-text = 「{ $member }」に余分な要素があります。
malformed-proof = 署名の形式が正しくありません。
malformed-holder = 持ち主の指定が正しくありません。
malformed-presentation = 提示の形式が正しくありません。
malformed-claims = トークンと中の証明の内容が食い違っています({ $claim })。

## Signature
proof-ok = 署名が一致。発行後の改変はありません。
proof-ok_others = 署名が一致。ほかに確認できない方式の署名があります: { $others }
proof-none = 署名がありません。誰でも作れるデータです。
proof-bad = 署名が一致しません。改変されたか、正しく複製されていません。
proof-partial = 署名は一致しますが、表示内容の一部は署名の対象外です。
proof-unsupported = この署名方式は確認できません: { $suite }
proof-unchecked = 未確認です。発行者の鍵の文書が手元にありません({ $url })。
proof-unreadable = 未確認です。署名の対象を確定できませんでした。
proof-too_complex = 未確認です。構造が複雑すぎて安全に確認できません。
proof-purpose = 別の目的の署名です({ $purpose })。
proof-expired = 署名自体の期限が{ $until }に切れています。
proof-dates = 署名の日付「{ $member }」が正しくありません。
proof-chain = 連なる署名の一部が欠けています。
proof-context = 署名時と異なる語彙が指定されています。
proof-algorithm = 署名方式が鍵と合いません({ $algorithm })。
proof-header = トークンが特別な扱いを求めているため、判断できません。
proof-method = 鍵の指定方法に対応していません({ $method })。
proof-no_key = どの鍵で署名したかが書かれていません。
proof-key_kind = この種類の鍵は使えません({ $kind })。
proof-key_size = 鍵の長さが安全な範囲にありません({ $bits }ビット)。

## Issuer's key
binding-ok = 名乗る発行者の鍵です。
binding-none = 署名した鍵がありません。
binding-mismatch = 名乗る発行者の鍵ではありません。別の誰かが署名しています。
binding-unproven = 署名はありますが、発行者の鍵だと示すものがありません。誰でもこの発行者を名乗れます。
binding-missing_document = 未確認です。発行者の文書が手元にありません({ $url })。
binding-relationship = 発行者の鍵ですが、証明の発行用ではありません。
binding-no_issuer = 発行者が書かれていません。
binding-unchecked = 未確認です。鍵を特定できませんでした。

## Coverage
coverage-ok = 表示内容はすべて署名の対象です。
coverage-none = 署名の対象はありません。
coverage-unchecked = 未確認です。署名の対象がわかりません。
coverage-undefined_term = 署名の対象外の項目が{ $count }件あります: { $terms }
coverage-relative = 不完全な識別子が{ $count }件あり、署名の対象になりません: { $terms }
coverage-context_unknown = 手元にない語彙を使っています: { $url }
coverage-context_inline = 独自の語彙を持ち込んでいます。言葉の意味を自由に変えられるため、判断できません。
coverage-context_nested = 途中({ $what })で語彙を切り替えています。
coverage-context_conflict = 指定された語彙どうしが矛盾しています。
coverage-unsupported = 判断できない書き方が使われています({ $what })。

## Dates
validity-ok = 有効期間内です({ $until }まで)。
validity-open = 有効です。期限の記載はありません。
validity-expired = { $until }に期限が切れました。
validity-not_yet = { $from }までは有効ではありません。
validity-unreadable = 日付が読み取れません。

## Status
status-none = 発行者は取り消しの手段を設けていません。
status-ok = { $as_of }の時点で取り消されていません。
status-stale = { $as_of }の時点では取り消されていませんが、情報が古くなっています。
status-missing = 未確認です。一度インターネットでの確認が必要です({ $url })。
status-list_bad = 発行者の一覧自体に問題があるため、わかりません。
status-revoked = 発行者が取り消しました({ $as_of }の時点)。
status-suspended = 発行者が一時停止しました({ $as_of }の時点)。
status-unsupported = 取り消し情報の種類「{ $type }」は読めないため、わかりません。
status-entry_bad = 取り消し情報の指定が読み取れないため、わかりません。
status-message = 発行者の一覧の記載({ $as_of }の時点): { $text }
status-list_shape = 一覧の形式が正しくありません。
status-list_type = 一覧の種類が違います。
status-list_issuer = 一覧の発行者が異なります。
status-list_purpose = 一覧の目的が異なります。
status-list_proof = 一覧自体の署名を確認できません。
status-list_not_yet = 一覧はまだ有効ではありません。
status-list_range = 一覧の範囲外の番号です。
status-list_encoding = 一覧のデータが壊れています。
status-list_short = 一覧が短すぎます。

## Issuer, schema, holder, endorsements
issuer-listed = { $list }に登録済みの発行者です({ $as_of })。
issuer-domain = { $domain } が公開している鍵です。登録一覧では確認していません。
issuer-unlisted = 既知の一覧にない発行者です。
schema-none = スキーマの指定はありません。
schema-unchecked = 指定されたスキーマとの照合はしていません({ $url })。
endorsement-none = 推薦は付いていません。
endorsement-unchecked = 推薦{ $count }件は未確認です。
holder-absent = 本人とは未確認です(身分証で確認してください)。
holder-unproven = 本人の証明がない提示です。写しは誰でも見せられます。
holder-unanswered = 求めた本人の証明がありません。
holder-unasked = 持ち主の署名はありますが、こちらの求めに応じたものではありません。以前の写しかもしれません。
holder-unbound = 署名はありますが、誰の鍵か示すものがありません。
holder-bearer = たった今の署名ですが、証明に持ち主の指定がありません。持っている人は誰でも見せられます。
holder-proven = 本人が証明しました。
holder-wrong = 証明に書かれた本人とは別の人の署名です。
holder-replayed = 別の求めに対する証明です(古いか、他の人に宛てたもの)。
holder-bad = 本人の証明が正しくありません。

## General
missing-document = 手元にない文書が必要です: { $url }
library-context_altered = 内蔵の語彙が書き換えられています({ $file })。Akashiを入れ直してください。
library-no_folder = フォルダ「{ $path }」がありません。
library-too_many = フォルダのファイルが多すぎます(上限 { $limit })。
library-index = フォルダの索引が読めません({ $path })。
library-outside = 索引がフォルダの外を指しています({ $path })。
cancelled = 中止しました。変更はありません。

## What is stated
element-title = 名称
element-purpose = 目的
element-outcomes = 学修成果
element-content = 内容・方法
element-hours = 学修時間
element-credits = 単位
element-level = レベル
element-assessment = 評価
element-result = 成績
element-participation = 参加形態
element-quality_assurance = 質の保証
element-prerequisites = 前提
element-stackability = 積み上げ
element-language = 言語
element-period = 学修期間
element-missing = 発行者の記載なし

### SD-JWT
malformed-sd_jwt = 選んで見せる証明の部品が合っていません。
disclose-no_such_claim = { $pointer } に選んで見せられる項目はありません。
present-bound_already = すでに別の相手に宛てた本人の証明が付いています。
present-not_yours = この証明は別の鍵に結び付けられています。
