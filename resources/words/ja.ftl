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
format-unsupported = これは{ $kind }です。この版では検証できません。ほかのプログラムなら確認できるかもしれません。
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
malformed-context = 語彙(@context)の指定「{ $value }」が規則に合っていません。
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
malformed-related = 関連する資料のアドレスかダイジェストがありません。
malformed-text = 「{ $member }」に余分な要素があります。
malformed-proof = 署名の形式が正しくありません。
malformed-holder = 持ち主の指定が正しくありません。
malformed-presentation = 提示の形式が正しくありません。
malformed-claims = トークンと中の証明の内容が食い違っています({ $claim })。

## Signature
proof-ok = 署名が一致。発行後の改変はありません。
proof-ok_others = 署名が一致。ほかに確認できない方式の署名があります({ $others })。
proof-none = 署名がありません。誰でも作れるデータです。
proof-bad = 署名が一致しません。改変されたか、正しく複製されていません。
proof-partial = 署名は一致しますが、表示内容の一部は署名の対象外です。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
proof-unsupported = この署名方式は確認できません: { $suite }。ほかのプログラムなら確認できるかもしれません。
proof-unchecked = 未確認です。発行者の鍵の文書が手元にありません({ $url })。その鍵があれば確認できます。
proof-unreadable = 未確認です。署名の対象を確定できませんでした。ほかのプログラムなら確認できるかもしれません。
proof-too_complex = 未確認です。構造が複雑すぎて安全に確認できません。ほかのプログラムなら確認できるかもしれません。
proof-purpose = 別の目的の署名です({ $purpose })。
proof-expired = 署名自体の期限が{ $until }に切れています。
proof-dates = 署名の日付「{ $member }」が正しくありません。
proof-chain = 連なる署名の一部が欠けています。
proof-context = 署名時と異なる語彙が指定されています。
proof-algorithm = 署名方式が鍵と合いません({ $algorithm })。
proof-header = トークンが特別な扱いを求めているため、判断できません。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
proof-method = 鍵の指定方法に対応していません({ $method })。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
proof-no_key = どの鍵で署名したかが書かれていません。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
proof-key_kind = この種類の鍵は使えません({ $kind })。ほかのプログラムなら確認できるかもしれません。
proof-key_size = 鍵の長さが安全な範囲にありません({ $bits }ビット)。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。

## Issuer's key
binding-ok = 名乗る発行者の鍵です。
binding-none = 署名した鍵がありません。
binding-mismatch = 名乗る発行者の鍵ではありません。別の誰かが署名しています。
binding-unproven = 署名はありますが、発行者の鍵だと示すものがありません。誰でもこの発行者を名乗れます。この鍵を載せた発行者自身の文書があれば確認できます。
binding-missing_document = 未確認です。発行者の文書が手元にありません({ $url })。その文書があれば確認できます。
binding-key_ended = 発行者の鍵ですが、発行者が{ $until }に失効させたか、期限が切れています。署名がそれより前のものとは確かめられません。
binding-relationship = 発行者の鍵ですが、証明の発行用ではありません。
binding-no_issuer = 発行者が書かれていません。
binding-unchecked = 未確認です。鍵を特定できませんでした。署名が確認できれば、これもわかります。

## Coverage
coverage-ok = 表示内容はすべて署名の対象です。
coverage-none = 署名の対象はありません。
coverage-unchecked = 未確認です。署名の対象がわかりません。署名が確認できれば、これもわかります。
coverage-undefined_term = 署名の対象外の項目が{ $count }件あります: { $terms }。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
coverage-related = { $url }を前提にしていますが、手元のものは発行者の意図したものと違います。正しい版があれば確認できます。
coverage-relative = 不完全な識別子が{ $count }件あり、署名の対象になりません: { $terms }。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
coverage-context_unknown = 手元にない語彙を使っています: { $url }。その語彙が手元にあれば確認できます。
coverage-context_inline = 独自の語彙を持ち込んでいます。言葉の意味を自由に変えられるため、判断できません。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
coverage-context_nested = 途中({ $what })で語彙を切り替えています。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
coverage-context_conflict = 指定された語彙どうしが矛盾しています。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
coverage-unsupported = 判断できない書き方が使われています({ $what })。ほかのプログラムなら確認できるかもしれません。

## Dates
validity-ok = 有効期間内です({ $until }まで)。
validity-open_part = 期限は示されていません。一部だけの提示なので、発行者が許していれば、期限が省かれていることもあります。
validity-open = 有効です。期限の記載はありません。
validity-expired = { $until }に期限が切れました。
validity-not_yet = { $from }までは有効ではありません。
validity-unreadable = 日付が読み取れません。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。

## Status
status-none_part = 取り消しの手段は示されていません。一部だけの提示なので、発行者が許していれば、省かれていることもあります。
status-none = 発行者は取り消しの手段を設けていません。
status-ok = { $days ->
        [-1] 不明な日付
        [0] { $as_of }(24時間以内)
        [other] { $as_of }({ $days }日前)
       *[unknown] { $as_of }
    }の時点で取り消されていません。
status-stale = { $days ->
        [-1] 不明な日付
        [0] { $as_of }(24時間以内)
        [other] { $as_of }({ $days }日前)
       *[unknown] { $as_of }
    }の時点では取り消されていませんが、情報が古くなっています。
status-missing = 未確認です。一度インターネットでの確認が必要です。場所: { $url }。
status-list_bad = 発行者の一覧自体に問題があるため、わかりません。
status-revoked = { $days ->
        [-1] 不明な日付
        [0] { $as_of }(24時間以内)
        [other] { $as_of }({ $days }日前)
       *[unknown] { $as_of }
    }の時点で取り消されています。{ $stated ->
        [1] 発行者の理由: { $reason }
       *[0] {""}
    }
status-suspended = { $days ->
        [-1] 不明な日付
        [0] { $as_of }(24時間以内)
        [other] { $as_of }({ $days }日前)
       *[unknown] { $as_of }
    }の時点で一時停止されています。
status-unsupported = 取り消し情報の種類「{ $type }」は読めないため、わかりません。
status-entry_bad = 取り消し情報の指定が読み取れないため、わかりません。手元のものでは確認できません。正しく作り直したものを発行者に求めてください。
status-message = { $days ->
        [-1] 不明な日付
        [0] { $as_of }(24時間以内)
        [other] { $as_of }({ $days }日前)
       *[unknown] { $as_of }
    }の時点での発行者の一覧の記載: { $text }
status-list_shape = 一覧の構成が正しくありません。
status-list_type = 一覧の種類が違います。
status-list_issuer = 一覧の発行者が異なります。
status-list_purpose = 一覧の目的が異なります。
status-list_proof = 一覧自体の署名を確認できません。
status-list_not_yet = 一覧はまだ有効ではありません。
status-list_range = 一覧の範囲外の番号です。
status-list_encoding = 一覧のデータが壊れています。
status-list_short = 一覧が短すぎます。

## Issuer, schema, holder, endorsements
schema-none = スキーマの指定はありません。
schema-unchecked = 指定されたスキーマとの照合はしていません({ $url })。そのスキーマがあれば確認できます。
endorsement-none = 推薦は付いていません。
endorsement-unchecked = 推薦{ $count }件は未確認です。一つずつ単独で確認する必要があります。推薦した人に原本を求めてください。
holder-absent = 本人とは未確認です(身分証で確認してください)。
holder-unproven = 本人の証明がない提示です。写しは誰でも見せられます。
holder-unanswered = 求めた本人の証明がありません。
holder-unasked = 持ち主の署名はありますが、こちらの求めに応じたものではありません。以前の写しかもしれません。こちらの合言葉への証明があれば確認できます。
holder-unbound = 署名はありますが、誰の鍵か示すものがありません。だれのものかは、この証明では確認できません。身分証で確認してください。
holder-bearer = たった今の署名ですが、証明に持ち主の指定がありません。持っている人は誰でも見せられます。だれのものかは、この証明では確認できません。身分証で確認してください。
holder-several = 複数の人についての証明で、提示者はその一人です。どの内容が誰のものかは、それぞれの身分証を確認してください。
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
library-link = 別のファイルへのリンクです。リンクはたどりません。
library-no_address = どのアドレスの文書なのかが書かれておらず、索引にもありません。
library-too_large = フォルダのファイルが全体で大きすぎます(上限 { $limit }MB)。
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
disclose-always = 必ず見せる項目
present-bound_already = すでに別の相手に宛てた本人の証明が付いています。
present-not_yours = この証明は別の鍵に結び付けられています。
present-two_keys = これらの証明は、それぞれ別の鍵に結び付いています。1件ずつ見せてください。

### Vault and session
vault-not_a_vault = これはAkashiの保管庫のファイルではありません。
vault-too_new = この保管庫は、より新しい版のAkashiで作られています（形式{ $format }）。最新版をインストールしてください。
vault-wrong_secret = このパスフレーズでは開けません。大文字・小文字や入力方式を確かめて、もう一度お試しください。
vault-header_damaged = 保管庫の先頭部分が壊れているため、パスフレーズを確かめられません。控えのファイルをお使いください。
vault-body_damaged = 保管庫が壊れているか、外部から書き換えられています。{ $good }件はまだ読み取れますが、{ $lost }件は失われています。控えのファイルをお使いください。
vault-nothing_left = この保管庫には、開ける記録がもうありません。ファイルの複製を使ってください。
vault-salvaged = { $path } に、まだ開ける記録{ $good }件で新しい保管庫を作りました。{ $lost }件は失われました。それぞれが最新かどうかは、もう確かめられません。壊れたファイルはそのままです。
vault-truncated = 保管庫のファイルが途中で切れています。控えのファイルをお使いください。
vault-busy = 保管庫は別のウィンドウまたはプログラムで開かれています。先にそちらを閉じてください。
vault-exists = この場所にはすでにファイルがあります。上書きはしていません。
vault-missing = この場所に保管庫がありません。「akashi vault create」で作成できます。
vault-full = ディスクに空きがありません。何も変更していません。空きを作ってから、もう一度お試しください。
vault-read_only = この保管庫は読み取りだけができ、書き込めません。何も変更していません。
vault-no_access = このファイルを読む権限がありません。ファイルの持ち主か、コンピューターの管理者にご相談ください。
vault-io = ディスクでエラーが起きました（{ $reason }）。何も変更していません。
vault-memory = パスフレーズを確かめるためのメモリが足りません（{ $memory } MiB必要です）。
vault-closed = 保管庫はロックされています。
vault-record_too_large = 大きすぎて保管できません（上限 { $limit } MiB）。
vault-repeated_id = 同じ記録が二重に渡されました。何も変更していません。
vault-created = 保管庫ができました：{ $path }。パスフレーズがなければ誰にも開けず、再発行もできません。書き留めて、安全な場所に保管してください。
vault-info = { $path }：証明書{ $credentials }件、鍵{ $holders }個、手元の文書{ $documents }件。
vault-not_private = このコンピューターのほかの利用者が、ファイル{ $path }を読める状態です。内容は暗号化されていますが、ご自身だけが読めるようにしてください。
seal-cost = この保管庫は危険な計算量（{ $memory } MiB、{ $passes }回）を求めているため、開きませんでした。
seal-damaged = 暗号化された部分が壊れているか、書き換えられています。
passphrase-ask = パスフレーズ：
passphrase-new = 新しいパスフレーズ（12文字以上、または4語以上）：
passphrase-again = もう一度：
passphrase-different = 2回の入力が一致しません。何も作成していません。
passphrase-missing = パスフレーズが必要です。入力するか、--passphrase-fdで渡してください。
passphrase-not_text = パスフレーズに文字ではないものが含まれています。
passphrase-too_short = もっと長いパスフレーズにしてください。{ $letters }文字以上（同じ文字の繰り返しは不可）、または互いに関係のない{ $words }語以上が必要です。

### Recovery kit, passphrase
recovery-ask = 復旧コード：
recovery-length = 復旧コードは{ $letters }文字ですが、入力は{ $found }文字です。
recovery-letter = 復旧コードに使われない文字が含まれています。使われるのは数字と、I・L・O・Uを除く英字です。
recovery-check = どこか1文字が違うか、2文字が入れ替わっています。用紙と1組ずつ見比べてください。
recovery-used = 復旧キットで保管庫を開き、新しいパスフレーズを設定しました。続けて「akashi vault kit」で新しい復旧キットを作成してください。
vault-no_kit = この保管庫には復旧キットがありません。
vault-wrong_code = コードの書き方は正しいのですが、この保管庫は開けません。新しい復旧キットに置き換えられている可能性があります。
vault-kit_offer = パスフレーズを忘れたときに保管庫を開けるのは、復旧キットだけです。「akashi vault kit」で作成できます。
vault-kit_made = 復旧キットができました。コードが表示されるのはこの一度だけです。書き留めて、コンピューターとは別の場所に保管してください。
vault-kit_replaced = 新しい復旧キットができました。以前のキットでは開けなくなりました。コードが表示されるのはこの一度だけです。
vault-kit_page = 用紙を{ $path }に保存しました。印刷したら、このファイルは削除してください。持っている人は誰でも保管庫を開けます。
vault-kit_ended = これまでの復旧キットは以前の鍵のものなので、使えなくなりました。「akashi vault kit」で新しく作成できます。
vault-passphrase_changed = パスフレーズを変更しました。
vault-no_keyring = この保管庫は、このコンピューターのキーリングで開く設定になっていません。
vault-wrong_keyring = このコンピューターのキーリングにある鍵では、もうこの保管庫を開けません。パスフレーズをお使いください。
vault-older = これは保管庫の古い複製です（保存{ $generation }回目、{ $at }）。このコンピューターでの最後の保存は{ $last }（{ $newest }回目）です。読み取り専用で開きます。新しいファイルをお探しください。このまま使う場合は「akashi vault accept」を実行してください。
vault-accepted = 今後は、この複製を正しい保管庫として扱います。
vault-not_seen = このコンピューターでこの保管庫を開くのは初めてのため、より新しい複製があるかどうかは分かりません。
vault-no_copy = 安全のための複製を残せませんでした：{ $reason }
vault-copies = 安全のための複製が{ $count }個あります。最新は{ $last }（UTC）です。
vault-copies_old = 安全のための複製{ $count }個は、以前のパスフレーズで開けます。場所は{ $folder }です。ほかの人が以前のパスフレーズを知っている可能性があれば、削除してください。以前のバックアップも同様です。
vault-no_backup = このコンピューターで確認できるバックアップはありません。「akashi vault backup -o ファイル」で作成し、別のディスクに保管してください。
vault-backup_age = 最後に確認できたバックアップは{ $date }のもので、{ $days }日前です。
vault-backup_made = { $path }にすべて（{ $count }件）を保存し、実際に開いて確かめました。別のディスクに保管してください。現在のパスフレーズと復旧キットで開けます。
vault-drill_passed = バックアップは正しく開け、すべての記録を読み取れました。
vault-restored = { $path }：復元{ $added }件、すでにあるもの{ $same }件、更新{ $replaced }件、こちらが新しいため残したもの{ $newer }件。
export-all = { $count }件の原本をそのまま書き出しました。一覧は{ $index }にあります。鍵は保管庫の外には出しません。
keyring-none = このコンピューターには、鍵を安全に預けられるキーリングがありません（{ $backend }）。保管庫はパスフレーズで開けます。
keyring-failed = このコンピューターのキーリングが、鍵を保存または返却できませんでした。何も変更していません。保管庫はパスフレーズで開けます。
keyring-on = このコンピューターのキーリングに、この保管庫専用の鍵を預けました。パスフレーズは預けていません。ログイン中は、あなたの権限で動くどのプログラムもこの鍵を取り出せます。パスフレーズを変更するか「akashi vault keyring off」を実行すると、解除されます。
keyring-off = このコンピューターのキーリングでは、この保管庫を開けなくなりました。
kit-title = Akashi 復旧キット
kit-alt = 復旧コードのQRコード
kit-line0 = パスフレーズを忘れたとき、このコードでAkashiの保管庫を開けます。この用紙と保管庫のファイルの両方を持つ人は、誰でも開くことができます。
kit-line1 = パスポートや卒業証書と同じように、コンピューターとは別の場所に保管してください。印刷が終わったら、ファイルは削除してください。
kit-line2 = 使い方：パスフレーズの画面で「復旧コードを使う」を選ぶか、akashi vault info --recovery を実行し、コードと新しいパスフレーズを入力します。その後、新しい復旧キットを作成してください。
kit-line3 = 最後の2文字は確認用で、書き間違いを見つけます。英字のI・L・O・Uは使いません。I・Lに見えるものは数字の1、Oに見えるものは数字の0です。

### Session
session-no_such_id = 「{ $id }」で始まるIDの証明書はありません。
session-ambiguous_id = 「{ $id }」で始まるIDの証明書が{ $count }件あります。もう少し長く指定してください。
session-no_vault = 保管庫が開かれていないため、保管できません。
session-no_holder = その鍵はここにありません。「akashi holder new」で作成できます。
add-added = 保管しました。
add-duplicate = すでに保管されています。何も変更していません。
add-newer = 保管しました。お持ちのものより新しい版です。以前の版も残しています。
add-older = 保管しました。同じ証明書の新しい版をすでにお持ちです。
add-nothing = このファイルに証明書は入っていません。
add-too_many = 一度に追加できるファイルの数を超えています（上限{ $limit }）。
document-unfetched = 保存しました。鍵の一覧は{ $url }にあるものだけが有効です。ご自身がそこから取得した場合は、「ネットワークなしの確認」か akashi add --from URL で示してください。示すと確認に使われます。
document-added = 証明書の確認に使う手元の文書として保管しました：{ $url }
document-no_address = この文書にはアドレスが書かれていないため、どこからも参照できません。
document-duplicate = この文書はすでに保管されています。
list-empty = ここにはまだ何もありません。
export-done = { $id }：{ $path }に書き出しました
backup-locked = このバックアップはパスワードで保護されています。「akashi add」が入力を求めます。--backup-passphrase-fdで渡すこともできます。
backup-wrong_password = このパスワードではバックアップを開けません。大文字・小文字と入力方式を確認して、もう一度お試しください。
backup-damaged = バックアップが壊れています。パスワードは合っている可能性がありますが、中身を開けません。別のコピーをお使いください。
backup-cipher = このバックアップの保護方式には対応していません（{ $method }）。
backup-rounds = このバックアップは危険な計算量（{ $rounds }回、上限{ $limit }回）を求めているため、開きませんでした。
backup-shape = バックアップの形式が正しくありません。
backup-format = バックアップに、保管できない種類の証明書が入っています（{ $format }）。
backup-unknown_item = バックアップのこの部分は、証明書でも鍵でもありません。
backup-key = この鍵は保管していません。秘密鍵と公開鍵が対になっていません。
backup-key_no_private = この鍵は保管していません。秘密鍵がありません。
backup-agreement_key = この暗号化用の鍵は、バックアップ内のどの鍵にも対応しないため、保管していません。
backup-did = この識別情報は、バックアップ内のどの鍵にも対応しないため、保管していません。
backup-key_added = プロフィール「{ $name }」の鍵を保管しました。
backup-key_duplicate = プロフィール「{ $name }」の鍵はすでに保管されています。
backup-plain = ご注意ください。{ $file }には、誰でも読める形で秘密鍵が入っています。上で「保管しました」と表示されたものは保管庫に入っています。失敗したものを確認してから、このファイルとすべてのコピーを削除してください。
backup-ask = バックアップ{ $file }のパスワード：
add-summary = ファイル{ $files }件：保管{ $added }、新しい版{ $newer }、保管済み{ $duplicate }、失敗{ $failed }。
show-earlier = 以前の版も保管しています：{ $id }
show-other = 同じ証明書の別の版も保管しています：{ $id }
export-needs_to = --to のフォルダに書き出す証明を指定するか、--all を付けてください。ファイル（-o）は --format のときだけ使えます。
export-needs_output = 書き出すファイルを-oで指定してください。
export-ask = 新しいファイルのパスフレーズ（12文字以上、または4語以上）：
export-again = 秘密鍵を保護せずに書き出します。確認のため、保管庫のパスフレーズをもう一度入力してください：
export-left_out = { $id }：この種類の証明書はこの形式のファイルに入れられないため、含めていません。「akashi export --to」で元のファイルを書き出せます。
export-left = 証明書{ $count }件を{ $path }に書き出しました
export-plain = ご注意ください。{ $file }には、誰でも読める形で秘密鍵が入っています。移行先のウォレットで読み込んだら、すぐに削除してください。
export-too_large = 1つのファイルに入る量を超えています（上限{ $limit }項目、または16 MB）。証明書の数を減らして指定してください。
file-exists = ファイル「{ $file }」はすでにあります。上書きしていません。
remove-done = { $id }：ごみ箱に入れました。{ $days }日以内なら元に戻せます（「akashi trash restore」）
holder-made = 新しい鍵：{ $id }
holder-none = 鍵はまだありません。「akashi holder new」で作成できます。
file-missing = ファイル「{ $file }」がありません。
file-none_below = 「{ $file }」の中には何も見つかりませんでした。
file-hidden = 隠しファイルや隠しフォルダー({ $count }個)は対象にしていません。
file-link_to_folder = 「{ $file }」は別のフォルダーへのリンクなので開いていません。読み取るには、そのフォルダー自体を指定してください。
file-special = 「{ $file }」は通常のファイルではなく、パイプ、ソケットまたはデバイスなので開いていません。
file-ended_process = 判定していません。このファイルを読み取る処理が途中で終了しました。単独で試しても同じだったため、同じファイルでは解決しません。
verify-summary = ファイル { $files } 件：有効 { $passed }、無効 { $failed }、要確認 { $unknown }、読み取れないもの { $unread }。
file-unreadable = ファイル「{ $file }」を読み取れません。
file-io = 「{ $file }」に書き込めません({ $reason })。
bug-internal = Akashiの内部で問題が起きました（{ $kind }）。失われたものはありません。詳しい内容を報告するには、AKASHI_DEBUG=1を設定してください。
usage-wrong = { $command }: { $reason }
window-no_display = ウィンドウを開く画面がありません。コマンドは画面がなくても使えます。一覧は "akashi --help" で見られます。
usage-together = { $first } と { $second } は一緒に指定してください。質問と、質問する相手です。
usage-two_questions = 質問は一つだけです。--challenge と --domain、または --nonce と --audience のどちらかを指定してください。
usage-list_or_output = 見せられる項目の一覧(--list)か、書き込むファイル(-o)か、どちらか一方を指定してください。
usage-trust_without_pack = 指紋(--trust)はパックのためのものです。--pack でパックを指定してください。
usage-past = { $option } で指定された日時はすでに過ぎています。

### QR
qr-too_large = 画面のコードには大きすぎます({ $parts }枚分)。ファイルで渡してください。
qr-picture = 画像が壊れているか、大きすぎます。
qr-picture_kind = この種類の画像は読み取れません。PNG、GIF、JPEGを使ってください。
qr-none = 画像にQRコードが見つかりません。
qr-incomplete = まだ読み取れていない部分があります: { $missing }
qr-broken = コードの部品が合いません。
qr-vpqr_broken = このVP1またはVC1のコードは壊れているか、正しい形式ではありません。
qr-vpqr_registry = このコードは手元にない単語表({ $entry }番)で圧縮されています。元のファイルを求めてください。
qr-vpqr_context = このコードには手元にない語彙が必要です: { $context }。元のファイルを求めてください。
qr-vpqr_term = このコードにある番号 { $term } に当たる言葉が、手元の語彙にはありません。元のファイルを求めてください。
qr-vpqr_revision = このコードの語彙には複数の版があり、読み方が一つに決まりません。元のファイルを求めてください。
qr-vpqr_form = この種類のコードに入れられるのは、リンクトデータ(JSON-LD)の証明または提示一件だけです。
qr-vpqr_undefined = この証明はこの種類のコードには入れられません。{ $what } を定義している語彙がありません。
qr-vpqr_unfit = この証明はこの種類のコードには入れられません。{ $what } が元どおりに戻りません。
qr-vpqr_large = 1枚のコードには大きすぎます。密度を上げるか、通常の形式を選ぶか、ファイルで渡してください。

### Presentation
present-nothing = 見せるものが選ばれていません。
present-no_key = 本人の証明には、あなたの鍵が必要です。
present-form = 「{ $form }」の形では見せられません。
present-whole_only = この証明は一部だけ見せることはできません。

### Window
ui-cancel = やめる
ui-back = 戻る
ui-done = 完了
ui-undo = 元に戻す
ui-copy = コピー
ui-show = 表示
ui-hide = 隠す
ui-untitled = 名称なし
ui-passphrase = パスフレーズ
ui-challenge = 合言葉
ui-domain = 宛先
ui-nav-home = 証明
ui-nav-check = 確かめる
ui-nav-settings = 設定
ui-footer-lock = { $minutes }分操作がないとロック
ui-footer-offline = オフライン — 保存済みの情報で確認
ui-welcome-title = 学んだ証を、自分の手もとに。
ui-welcome-line = 記録は、あなたが見せるまでこのパソコンの中だけにあります。
ui-welcome-start = はじめる
ui-welcome-verify_only = 確かめるだけの方はこちら(保存しません)
ui-welcome-promise1 = 会員登録なし
ui-welcome-promise2 = メールアドレス不要
ui-welcome-promise3 = オフラインで動作
ui-create-title = パスフレーズを決める
ui-create-line = このパソコンの記録に鍵をかけます。記号よりも、覚えやすい言葉をいくつか並べるのがおすすめです。
ui-create-make = ウォレットを作る
ui-create-working = ウォレットを作っています…
ui-create-where = 保存先: { $folder }
ui-strength-hint = 12文字以上、または4語以上にしてください。
ui-strength-good = 使えます。
ui-strength-strong = 十分に強い言葉です。
ui-know-title = 知っておいてください
ui-unlock-title = おかえりなさい
ui-unlock-line = 記録には鍵がかかっています。
ui-unlock-open = 開く
ui-unlock-working = 開いています…
ui-home-search = 題名・発行者・スキルで探す
ui-home-grid = カード表示
ui-home-list = 一覧表示
ui-home-sort_new = 新しい順
ui-home-sort_old = 古い順
ui-home-sort_title = 名称順
ui-home-add = 証明を追加
ui-home-all = すべて
ui-home-no_hit = 見つかりませんでした。
ui-home-clear = 検索と絞り込みを解除
ui-home-checking = 確認中: { $total }件のうち{ $count }件
ui-card-checking = まだ確認していません
ui-card-credits = { $count }単位(制度の記載なし)
ui-empty-title = 最初の証明を、ここに置いてください
ui-empty-line = この画面にファイルを落とすか、貼り付けるか、選んでください。
ui-empty-samples = 見本を試す
ui-add-title = 証明を追加する
ui-add-file = ファイルを選ぶ
ui-add-folder = フォルダを選ぶ
ui-add-paste = 文字を貼り付ける
ui-add-paste_hint = JSON、または「ey」で始まる長い文字列
ui-add-read = 読み取る
ui-add-pasted = 貼り付けた文字
ui-add-drop = この画面のどこにでもファイルを落とせます
ui-add-kinds = PNG・SVGのバッジ画像、JSONファイル、トークン、証明書を添付したPDF、ZIP、QRコードの画像に対応しています。
ui-add-looking = 読み取っています…
ui-add-keeping = 保存しています…
ui-add-found = 見つかったもの
ui-add-nothing_yet = まだ保存していません。
ui-add-keys = ほかのウォレットの鍵{ $count }個も一緒に保存します。パスワードで保護されていないバックアップでは、秘密鍵が誰でも読める状態です。すべて取り込めたら、ファイルとすべてのコピーを削除してください。
ui-add-known = すでに保存されています。
ui-add-keep = { $count }件を追加する
ui-detail-export = 元のファイルを保存
ui-detail-exported = { $name } として保存しました。
ui-detail-remove = 削除
ui-detail-share = 見せる
ui-detail-issued = { $date } 発行
ui-detail-until = { $date }まで有効
ui-detail-no_end = 有効期限なし
ui-detail-states = 発行者の記載
ui-detail-signed = 署名の対象
ui-detail-alignments = 対応する枠組み
ui-detail-results = 成績
ui-detail-evidence = 根拠となる資料
ui-detail-checked = 確かめたこと
ui-detail-limits = 見せている人が本人であることや、現在の力までを示すものではありません。
ui-tab-about = 概要
ui-tab-verification = 検証
ui-tab-raw = 元データ
ui-raw-format = 形式
ui-raw-suites = 署名方式
ui-raw-issuer = 発行者
ui-raw-key = 鍵
ui-raw-subject = 持ち主
ui-raw-id = 識別子
ui-raw-digest = SHA-256
ui-reason-good = 署名が一致し、問題は見つかりませんでした。
ui-reason-expired = 署名は正しいが、{ $until }に期限切れ。
ui-reason-short_issuer = この発行者を載せた一覧が手元にありません。ここでは一覧への登録を条件にしています。
ui-reason-short_status = 取り消されてはいないようですが、その情報がここで認める{ $days }日より古いか、日付が分かりません。
ui-verdict-list_age = { $date }の取り消し一覧
ui-verdict-checked = { $moment } に確認
ui-check-as_of = { $date }の時点
ui-check-needs = 確認に必要なもの: { $url }
ui-fair-title = 見せられたものを、ここに落としてください
ui-fair-line = ファイル、QRコードの画像、貼り付けた文字に対応しています。
ui-fair-ask = 本人の証明を求めましたか
ui-fair-ask_line = 渡した合言葉を入力してください。求めていなければ空のままにします。
ui-fair-nothing = 何も保存しません。次を確かめると前の内容は消えます。
ui-fair-pack_facts = 文書{ $count }件のパックです({ $made }作成、{ $until }まで有効)。
ui-fair-pack_line = この画面を終えるまで、パックの文書を使って確かめます。保存はしないため、次回、古いパックとすり替えられていても気づけません。
ui-fair-pack_taken = パック「{ $name }」を使っています({ $until }まで有効)。
ui-fair-checking = 確かめています…
ui-fair-next = 次へ
ui-fair-leave = 終わる
ui-fair-head = 提示を確かめる
ui-fair-address = これはウェブサイトのアドレスで、証明そのものではありません。アドレスは開いていません。証明をファイルかQRコードで見せてもらってください。
ui-fair-policy = 求める条件
ui-fair-policy_genuine = 証明だけ
ui-fair-policy_wallet = 発行者まで
ui-fair-policy_fair = 本人まで
ui-fair-required_genuine = 署名が正しく、改変や取り消しがなく、期限内であること。発行者が誰かは、ご自身で判断してください。
ui-fair-required_wallet = 証明に問題がなく、発行者が分かること。一覧、発行者のドメイン、ご自身の登録のどれかで確かめます。
ui-fair-required_fair = 証明に問題がなく、発行者が一覧に載り、取り消しの情報が7日以内で、本人と証明されること。
ui-fair-short_genuine = 条件: 証明
ui-fair-short_wallet = 条件: 証明と発行者
ui-fair-short_fair = 条件: 証明と発行者と本人
ui-fair-withdrawals = 取り消しの情報: { $age }
ui-fair-no_withdrawals = 手元に一覧がなく、取り消しの有無は分かりません
ui-fair-registries = 発行者の一覧: { $age }
ui-fair-undated = 日付不明
ui-fair-ended = { $until }に期限の切れたパックがあります
ui-fair-tally = 有効{ $verified }件、要確認{ $unsure }件、無効{ $bad }件
ui-fair-reset = 数え直す
ui-fair-waits = { $count ->
        [0] 待ちはありません
       *[other] 待ち{ $count }件
    }
ui-fair-left = あと{ $seconds }秒で次へ
ui-fair-stays = 閉じるまで待機
ui-fair-going = まだ{ $count }件が待っています。もう一度「終わる」を選ぶと、確かめずに終わります。
fair-full = すでに{ $most }件が待っているため、受け付けませんでした。次へ進んでから、もう一度見せてもらってください。
ui-fair-person_proven = 本人: 証明済み
ui-fair-person_earlier = 本人: あなたには未証明
ui-fair-person_typed = 本人: 宛先は一致、本人は未証明
ui-fair-person_bearer = 本人: 未確認
ui-fair-person_bad = 本人: 一致しません
ui-fair-details = 詳細
ui-fair-back = 結果
ui-fair-again = もう一度
ui-fair-receipt = 控え
ui-fair-receipt_line = 日時、求めた条件、それぞれの答え、確かめたものの指紋(ハッシュ値)だけを書いた、署名付きの小さなファイルです。見せてもらった内容は入りません。同じ場で出た答えであることは示せますが、誰が確かめたかは示せません。
ui-fair-receipt_save = 控えを保存
ui-fair-receipt_done = 「{ $name }」として保存しました。
ui-fair-more = ほかに{ $count }件
ui-share-title = 証明を見せる
ui-share-step_claims = 見せる内容
ui-share-step_send = 渡し方
ui-share-more = ほかの証明も一緒に見せる
ui-pick-title = どの証明を見せますか
ui-pick-line = まとめて渡します。それぞれの見せる項目は、次の画面で選べます。
ui-pick-search = 名称や発行者で探す
ui-pick-none = 当てはまる証明がありません。
ui-pick-count = { $count }件の証明
ui-pick-full = 一緒に見せられるのは{ $count }件までです。
ui-pick-go = 次へ
ui-share-for = だれに
ui-share-for_hint = 会社名やアドレスなど
ui-share-challenge = 相手の合言葉
ui-share-challenge_hint = 本人の証明を求められた場合だけ
ui-share-challenge_line = 入力すると、この相手にだけ本人の証明になります。
ui-share-whole = この証明は一部だけ見せることはできません。
ui-share-required = 必ず見せる
ui-share-required_line = これがないと相手が確かめられません
ui-share-suggested = 見せるとよい
ui-share-suggested_line = 就職活動向けのおすすめ
ui-share-sensitive = 注意が必要な項目
ui-share-linkable = 同じ証明を複数の会社に見せると、照合されることがあります。
ui-share-preview = 相手に見える画面
ui-share-hidden = 見えない項目: { $names }
ui-share-count = { $shown }項目を見せ、{ $hidden }項目は見せません
ui-share-all = すべての項目を見せます
ui-share-after = この端末の外に出るのは「次へ」のあとです。
ui-share-next = 次へ: 渡し方
ui-share-proven = 求めた相手に、本人であることを証明します。
ui-share-copy = 写しです。受け取った人がまた見せることもできます。
ui-share-working = 準備しています…
ui-send-title = 渡し方
ui-send-file = ファイルで保存
ui-send-pictures = コードを画像で保存
ui-send-baked = バッジ入りの画像(PNG)
ui-send-size = { $size }バイト
ui-send-qr_name = QRコード({ $count }枚)
ui-send-one = 1枚のコード
ui-send-part = { $part } / { $total } 枚目
ui-send-single = 相手が画面を読み取ります。通信は使いません。
ui-send-turns = コードは自動で切り替わります。順番は問わず、逃した分もまた表示されます。
ui-send-pause = 一時停止
ui-send-continue = 再開
ui-send-back = 前へ
ui-send-on = 次へ
ui-send-round = 1枚{ $each }秒、ひと回り{ $whole }秒です。
ui-send-many = これだけ多いときは、ファイルのほうが早く渡せます。
ui-send-fineness = コードの細かさと枚数
ui-send-too_many = コードが{ $count }枚になります。細かいコードにすると減ります。
ui-send-slower = 遅く
ui-send-faster = 速く
ui-send-full = 全画面で表示
ui-send-channel = サーバーは使いません。画面だけでやりとりします。
ui-send-too_large = 画面のコードには大きすぎます。ファイルで保存してください。
ui-theme-light = ライト
ui-theme-dark = ダーク
ui-theme-high = 高コントラスト
ui-set-language = 言語
ui-set-language_line = 発行者が書いた内容は元の言語のままです。
ui-set-theme = 外観
ui-set-theme_line = QRコードは常に白地に黒で表示します。
ui-set-text = 文字の大きさ
ui-set-text_line = 画面全体が合わせて大きくなります。
ui-set-lock = ロック
ui-set-lock_line = 開くにはパスフレーズが必要になります。
ui-set-lock_now = 今すぐロック
claim-achievement_title = 名称
claim-achievement_description = 説明
claim-issuing_authority = 発行者
claim-issuing_country = 国
claim-date_of_issuance = 発行日
claim-language_of_classes = 言語
claim-family_name = 姓
claim-given_name = 名
claim-learning_outcomes = 学修成果
claim-assessment_grade = 成績
claim-learner_identification = 学籍番号
claim-expected_study_time = 学修量
claim-level_of_learning_experience = レベル
claim-types_of_quality_assurance = 質の保証
claim-prerequisites_to_enroll = 前提
claim-integration_stackability_options = 積み上げ
claim-jti = 番号
claim-issuer = 発行者
claim-name = 名称
claim-id = 識別子
claim-credentialSubject = 内容
claim-evidence = 根拠資料
claim-achievement = 学んだ内容
claim-description = 説明
claim-narrative = 修了の条件
claim-criteria = 修了の条件
claim-achievementType = 種類
claim-humanCode = 科目番号
claim-fieldOfStudy = 分野
claim-specialization = 専攻
claim-creditsAvailable = 取得できる単位
claim-creditsEarned = 取得した単位
claim-inLanguage = 言語
claim-tag = キーワード
claim-image = 画像
claim-caption = 画像の説明
claim-result = 成績
claim-value = 値
claim-achievedLevel = 達成した水準
claim-status = 状態
claim-role = 役割
claim-term = 学期
claim-licenseNumber = 免許番号
claim-activityStartDate = 開始日
claim-activityEndDate = 終了日
claim-alignment = 対応する枠組み
claim-targetName = 技能・水準
claim-targetFramework = 枠組み
claim-targetCode = 枠組みでの番号
claim-targetDescription = 意味
claim-targetUrl = 技能のアドレス
claim-url = アドレス
claim-email = メールアドレス
claim-phone = 電話番号
claim-givenName = 名
claim-familyName = 姓
claim-birthdate = 生年月日
claim-address = 住所
claim-validFrom = 有効期間の始まり
claim-validUntil = 有効期限
claim-type = 型

### Commands
qr-made = { $count }枚のコードを作りました。
file-unwritable = { $file } に書き込めません。
file-no_output = 標準出力に書き込めません: { $reason }。
file-own_input = 「{ $file }」は元のファイルそのものなので、上書きしていません。別の名前を指定してください。
scan-passed_over = { $file } は対象にしていません。{ $reason }
scan-several = コードにはほかにも{ $count }件の内容がありますが、ここには含めていません。一つずつ別々に読み取ってください。
tour-readme = 「akashi tour」が見本から作ったファイルです。実在の人物とは関係ありません。
tour-added = 新しい暗号化ウォレットに見本の証明を{ $count }件追加しました。
tour-verified = { $verdict }: { $title } — { $why }
tour-sealed = ウォレットのファイル({ $bytes }バイト)からは、パスフレーズなしに何も読み取れません。
tour-disclosed = { $shown }項目を選び、{ $hidden }項目は見せません。
tour-presented = 「{ $challenge }」という求めに、本人であることを証明しました({ $bytes }バイト)。
tour-scanned = { $parts }枚のQRコードにし、画像から逆順に読み戻しました。
tour-checked = 通信なしで初めて見る確認者の結果: { $verdict }。本人の証明も確認できました。
tour-replayed = 同じ提示を別の求めに使うと、使い回しとして拒否されます。
tour-whole = 丸ごと見せるバッジ「{ $title }」でも本人を証明できます。
tour-end_good = すべて予定どおりの結果でした。
tour-end_bad = 予定と違う結果がありました。

### Selective disclosure with linked data
proof-base = これは所有者の手元用の原本です。このまま提示するものではありません。必要な部分だけを取り出したものを求めてください。
disclose-list = 順序のある一覧は、一部だけを見せることができません。一覧全体を選んでください。
disclose-nothing = 見せる項目を一つ以上選んでください。
disclose-unproven = この選択では証明を作れなかったため、何も渡していません。

### Schemas
schema-ok = 指定されたスキーマどおりの形式です({ $url })。
schema-ok_jsonld = 指定されたスキーマどおりの形式です({ $url })。JSON-LD向けの公開版で確認したため、1個だけの値はリストでなくても認めています。
schema-broken = { $count ->
        [20] 指定されたスキーマ({ $url })と違うところが20か所以上あります。最初は { $pointer } です。
       *[other] 指定されたスキーマ({ $url })と違うところが{ $count }か所あります。最初は { $pointer } です。
    }
schema-partial = 一部だけの提示なので、見せていない部分が指定されたスキーマ({ $url })に合うかは分かりません。証明の全体があれば確認できます。
schema-altered = 手元のスキーマは、発行者が記録したものと一致しません({ $url })。元のスキーマがあれば確認できます。
schema-unproven = スキーマの写しは手元にありますが、発行者の指定したものとは確かめられません({ $url })。その場所から取得したもの、または発行者が記録したダイジェストと一致するものがあれば確認できます。
schema-unreadable = 手元のスキーマは形式が正しくありません({ $url })。正しい写しがあれば確認できます。
schema-unsupported = 手元のスキーマには、このアプリが対応していない条件 { $keyword } が含まれています({ $url })。ほかのプログラムなら確認できます。
schema-too_complex = スキーマとの照合に時間がかかりすぎるため、確認していません({ $url })。ほかのプログラムなら確認できるかもしれません。
schema-too_many = スキーマの指定が{ $limit }件を超えています。残りは確認していません。ほかのプログラムなら確認できるかもしれません。
library-schema_altered = 内蔵のスキーマが書き換えられています({ $file })。Akashiを入れ直してください。

### Seals and certificates
malformed-certificate = 証明書が壊れているか、正しい形式ではありません。
malformed-certificate_chain = 証明書の連鎖がないか、正しい形式ではありません。
malformed-seal = 電子シールの付いた文書が壊れています。本文または署名が、あるべき場所にありません。
malformed-seal_critical = 電子シールの必須項目の決まりが「{ $name }」で守られていません。
malformed-seal_header = 電子シールの項目「{ $member }」が置けない場所にあるか、正しい形式ではありません。
malformed-seal_member = 電子シールの付いた文書に、形式で許されていない項目「{ $member }」があります。
malformed-seal_payload = シールされた内容が証明書類(クレデンシャル)ではありません。
malformed-seal_time = 電子シールの日時がはっきり一つに定まっていません。
malformed-trust_list = 信頼できる証明書のリストが壊れています。
malformed-withdrawals = 認証局の失効リストが壊れています。
proof-seal_critical = 未確認です。電子シールが、このアプリの知らない処理({ $names })を求めています。対応したプログラムなら確認できます。
proof-seal_detached = 未確認です。シールされた本文がこのファイルに入っていません。文書全体をもらってください。
proof-seal_future = 電子シールの日時が未来({ $made })になっています。シールが誤っているか、このパソコンの時計がずれています。
proof-no_certificate = 未確認です。電子シールに証明書が付いていません。証明書が手元にあれば確認できます。
proof-certificate_mismatch = 電子シールに付いている証明書は、シールが指定している証明書ではありません。
proof-certificate_chain = 証明書のつながりが正しくありません。{ $authority } は一つ前の証明書を発行していないか、発行する権限がありません。
proof-certificate_usage = { $sealer } の証明書は、文書にシールするためのものではありません。
proof-certificate_dates = 電子シールの日時は { $made } ですが、証明書の有効期間({ $from } から { $until })の外です。
proof-certificate_expired = 電子シールは一致しますが、証明書は { $until } に期限が切れており、それより前にシールされたことを示すものがありません。発行者にもう一度シールしてもらってください。
proof-certificate_expired_stamped = 電子シールは一致しますが、証明書は { $until } に期限が切れました。それより前のシールだと示せるタイムスタンプが付いていますが、このアプリでは確認しません。欧州の検証サービスで確認するか、発行者にもう一度シールしてもらってください。
proof-certificate_unsupported = 未確認です。証明書に、このアプリで判断できないもの({ $what })が使われています。ほかのプログラムなら確認できるかもしれません。
binding-seal_ok = 記載された発行者である { $sealer } のシールです。手元の信頼リストから証明書をたどれました。
binding-seal_mismatch = シールしたのは { $sealer } で、記載された発行者({ $issuer })ではありません。別の人のシールです。
binding-seal_unlisted = 電子シールは壊れていませんが、シールした人はオフラインでは確認できていません。{ $sealer }(認証局は { $authority })と書かれています。この認証局が載った信頼リストがあれば確認できます。
binding-seal_self_signed = シールした人は自分で作った証明書を使い、{ $sealer } と名乗っています。これは誰にでもできます。この証明書が載った、あなたの信頼するリストがあれば確認できます。
binding-seal_unnamed = 手元の信頼リストによると { $sealer } のシールですが、記載された発行者({ $issuer })と照らし合わせる公的な番号がありません。番号を記したものがあれば確認できます。
binding-seal_list_old = { $sealer } のシールですが、手元の信頼リストは { $due } までに更新されるはずのものです。新しいリストがあれば確認できます。
binding-seal_withdrawal = { $sealer } のシールです。証明書が失効していないかは、認証局のリスト({ $url })が手元にないため確認していません。そのリストがあれば確認できます。
binding-seal_withdrawal_online = { $sealer } のシールです。認証局はオンラインでしか答えないため、証明書が失効していないかはオフラインで確認できません。認証局に問い合わせるサービス(欧州の検証サービスなど)なら確認できます。
binding-seal_withdrawal_bad = { $sealer } のシールです。手元の失効リスト({ $url })が正しくないため、証明書が失効していないかは不明です。正しいリストがあれば確認できます。
binding-seal_withdrawal_old = { $sealer } のシールです。手元の失効リストは { $when } のもので古いため、証明書が失効していないかは不明です。新しいリストがあれば確認できます。
binding-seal_withdrawn = 証明書は、シールされる前の { $when } に失効していました。
binding-seal_withdrawn_later = 証明書は { $when } に失効しました。シールはそれより前とされていますが、それを示すものがありません。発行者に問い合わせてください。
issuer-seal_listed = 発行者の識別子は{ $issuer }で、{ $list }では「{ $name }」です。しかし電子シールは{ $sealer }のもので、同じ組織とは確かめられません。ご存じの発行者に、これも発行したかを確認してください。
issuer-sealed = { $sealer } は、手元の信頼リストに載っている { $authority } が確認した発行者です。

### Open Badges 2.0
format-address_only = ここにはバッジのアドレスだけが書かれています({ $url })。そこからバッジをファイルとして保存し、そのファイルを開いてください。
malformed-badge_part = これはバッジや発行者の説明です。誰かに授与されたバッジではありません。
malformed-badge = 授与されたバッジの情報がないか、正しい形式ではありません。
malformed-recipient = 誰に授与されたかが正しく書かれていません。
malformed-verification = どのように検証できるかが書かれていません。
malformed-image = 画像はアドレスで示す決まりですが、そうなっていません。
proof-hosted = 発行者が公開しているもの({ $url })と同じ内容です。
proof-hosted_missing = この種類のバッジは、発行者のウェブサイトでしか確認できません。{ $url } の写しがあれば確認できます。
proof-hosted_differs = 発行者のウェブサイト({ $url })の内容と違います。有効なのはそちらの内容だけです。
proof-hosted_withdrawn = 発行者のウェブサイト({ $url })には、取り消されたことだけが書かれています。そのとおりかどうかは、発行者に問い合わせてください。
binding-hosted = 記載された発行者がバッジを公開している場所({ $url })にあります。
binding-origin = 記載された発行者({ $issuer })は { $url } でバッジを公開していません。別の人の場所です。
coverage-hosted = 表示している内容は、このバッジと、手元にある発行者のページによるものです。
status-ok_undated = 手元の写しでは取り消されていません。いつ取得した写しかは分かりません。
status-hosted_unconfirmed = この種類のバッジが今も有効かは、発行者のウェブサイトでしか確認できません。
present-alone = 旧バージョンのバッジは提示用にまとめられません。ファイルをそのまま渡してください。

### Every way to withdraw
status-refresh = { $days ->
        [-1] 不明な日付
        [0] { $as_of }(24時間以内)
        [other] { $as_of }({ $days }日前)
       *[unknown] { $as_of }
    }の時点で、発行者が新しい版を用意しています。
status-unproven = 手元の一覧では取り消されていませんが、一覧に署名がなく、発行者のものと確かめられないため、わかりません。{ $url }から取得した一覧があれば確認できます。
status-undated = 手元の一覧では取り消されていませんが、いつ取得したものか不明なため、わかりません。{ $url }から取得し直せば確認できます。
status-too_many = 取り消し情報の指定が{ $limit }件を超えています。残りは確認していないため、わかりません。ほかのプログラムなら確認できるかもしれません。
status-no_id = 一覧で照合するための識別子が、この証明にありません。
status-list_address = 別の場所のための一覧です。

### Types of SD-JWT credentials
schema-type_ok = 見せている部分は、証明の種類の規則どおりです({ $url })。
schema-type_broken = { $count ->
        [one] 証明の種類の規則({ $url })に反するところがあります: { $pointer }
       *[other] 証明の種類の規則({ $url })に反するところが{ $count }か所あります。最初は { $pointer } です。
    }
schema-type_missing = 証明の種類の説明が手元にないため、規則どおりかは未確認です({ $url })。一度取得すれば確認できます。
schema-type_altered = 手元にある証明の種類の説明は、記録されたものと一致しないため使いません({ $url })。元の説明があれば確認できます。
schema-type_unproven = 証明の種類の説明は手元にありますが、正しいものと確かめられないため使いません({ $url })。その場所から取得したものがあれば確認できます。
schema-type_circular = 証明の種類の説明が自分自身に戻っているため、この種類の証明は成り立ちません({ $url })。
schema-type_unreadable = 手元にある証明の種類の説明は形式が正しくないため使いません({ $url })。正しい写しがあれば確認できます。

### Inside a credential
proof-within = これ自体には署名がなく、これを含む記録にだけ署名があります。署名付きのものがあれば確認できます。
holder-other_subject = これを含む記録の人({ $key })とは別の人({ $holder })についてのものです。
endorsement-ok = { $by } が推薦しています。推薦そのものも確認しました。
endorsement-own = 発行者が自分のバッジを推薦しています。第三者による推薦ではありません。
endorsement-bad = { $by } による推薦は有効ではありません。
endorsement-unknown = { $by } による推薦は、手元にあるものだけでは確認できませんでした。推薦した人の文書があれば確認できます。
endorsement-unrelated = { $by } による推薦は、別のものについての推薦です。

### Extensions
malformed-extension = 拡張項目「{ $member }」に、用語の意味が示されていません。

### Weak keys
proof-key_weak = 署名した鍵は、計算すれば誰でも割り出せるものです。この署名は何の証明にもなりません。

### What a record holds
ui-detail-contains = 含まれている証明書({ $count }件)
ui-detail-looking = 一つずつ確認しています…

### Who the issuer is
issuer-listed = 「{ $name }」として{ $list }に登録されている発行者です({ $as_of }時点)。
issuer-pinned = あなた自身が「{ $name }」として登録した発行者です。手元の一覧には載っていません。
issuer-domain = { $domain } が公開している鍵です。{ $asked_count ->
        [0] 登録一覧では確認していません。
       *[other] 確認した一覧には載っていません({ $asked })。
    }{ $unasked_count ->
        [0] {""}
       *[other] 確認できなかった一覧もあります({ $unasked })。
    }
issuer-unlisted = 鍵は本物ですが、だれのものかを示すものがありません。{ $asked_count ->
        [0] この発行者を載せた一覧は手元にありません。
       *[other] 確認した一覧には載っていません({ $asked })。
    }{ $unasked_count ->
        [0] {""}
       *[other] 確認できなかった一覧もあります({ $unasked })。
    }この発行者を載せた一覧が手元にあれば判断できます。一覧はご自身で作ることもできます。
issuer-unproven = 記載された発行者が署名したことを確認できないため、一覧との照合結果は使っていません。正しい署名と、発行者自身の文書があれば判断できます。
issuer-lookalike = ご注意ください。「{ $name }」は、{ $pinned ->
        [1] あなたが登録した
       *[other] { $list }に載っている
    }「{ $listed_name }」({ $listed_id })とよく似ていますが、識別子が異なります({ $issuer })。偽物のおそれがあります。ご存じの発行者に、これも自分のものかどうかお尋ねください。
issuer-homograph = ご注意ください。アドレスは「{ $shown }」と読めますが、別のアドレスに見せかけた書き方です。実際は { $host } です。以前から知っている連絡方法で、発行者に正しいアドレスをお尋ねください。
issuer-key_changed = 「{ $name }」の鍵として記録されているものと、署名に使われた鍵が異なります。鍵を変更したかどうかを発行者に確認してから、記録を更新してください。
issuer-list_stale = { $list }には「{ $name }」として載っていましたが、手元の写しは古くなっています({ $as_of })。新しい写しがあれば判断できます。
issuer-not_chosen = 発行者の一覧と称するファイルがありますが、だれもそれを選んでいません。
issuer-registry_old = 手元の一覧は古くなっています。
issuer-registry_undated = 一覧の作成日も取得日も分かりません。
issuer-registry_not_yet = 一覧の日付が未来になっています。このコンピューターの時計を確認してください。
issuer-registry_kind = このソフトでは問い合わせできない種類の一覧です。
issuer-registry_unsigned = 一覧の回答を確かめるための鍵が示されていません。
issuer-registry_address = 一覧に安全なアドレスがありません。
malformed-registry = 発行者の一覧の形式が正しくありません。
malformed-statement = 認定組織の証明書の形式が正しくありません: { $member }

### Archives and documents with attachments
malformed-zip = ZIPファイルが壊れています。
malformed-zip_entry = ZIPの中のこのファイルは壊れています。
malformed-zip_encrypted = ZIPの中のこのファイルにはパスワードがかかっています。ご自分で展開してから、中のファイルをお持ちください。
malformed-zip_method = ZIPの中のこのファイルは、ここでは読めない方式で圧縮されています。ご自分で展開してから、中のファイルをお持ちください。
malformed-zip_name = ZIPは開きませんでした。害を及ぼすおそれのある名前か種類の項目があります({ $name })。
malformed-zip_bomb = ZIPは開きませんでした。展開すると100倍を超える大きさになる項目があります({ $name })。
malformed-zip_nothing = このZIPの中に証明書はありません。
malformed-archive_nested = ZIPやPDFの中にあるZIPやPDFは開きません。取り出してから、単独でお持ちください。
malformed-archive_many = このファイルには証明書が{ $count }件入っています。どれか1件をお持ちください。
malformed-pdf = PDFが壊れています。
malformed-pdf_attachment = PDFに添付されたこのファイルは、壊れているか大きすぎます。
malformed-pdf_encrypted = PDFにパスワードがかかっています。パスワードのない控えを保存して、それをお持ちください。
malformed-pdf_too_complex = PDFは読みませんでした。安全に調べるには、時間かメモリがかかりすぎます。
malformed-pdf_nothing = このPDFに証明書は添付されていません。紙面に印刷された内容は確かめられませんので、元のファイルをもらってください。
malformed-picture_kind = この種類の画像はここでは読めません。PNG、GIF、JPEGを使うか、元のファイルをもらってください。
format-elm_xml = これは以前の形式(XML)の欧州の証明書です。この版では確かめられませんが、Europassのサイトで確かめられます。
format-pdf = このコンピューターではPDFの中を調べられません。PDFを読むソフトで添付ファイルを保存し、それをお持ちください。
format-pack = これは証明ではなく、会場パックです。設定の「ネットワークなしの確認」か、akashi pack import で取り込んでください。

### Whom the verifier says that it is for
holder-recipient_matches = 入力された受け取り手と一致します{ $how ->
        [lowered] (小文字に直した場合)
       *[exact] {""}
    }。これは発行者の記載との一致であり、目の前の人が本人である証明にはなりません。本人の鍵による証明か、身分証で確かめてください。{ $hash ->
        [md5] ただし、弱い方式(MD5)で隠されているため、二人に当てはまるように作られたおそれがあります。
       *[other] {""}
    }
holder-recipient_other = 入力された受け取り手とは別の人に宛てられています。発行者に別のアドレスを届け出ていた可能性もあります。
holder-recipient_unstated = 入力された内容と比べられる受け取り手の記載がありません。本人の鍵による証明か身分証があれば、誰のものか確かめられます。

### 会場パック

## パックを受け付けない理由
pack-shape = 会場パックの形式に合っていません({ $member })。
pack-fingerprint = 指紋は、数字とaからfの英字を合わせて64文字です。全体を写してください。
pack-other_maker = 指定された指紋とは別の作成者のパックです。このパックの指紋は { $fingerprint } です。作成者に確かめられるまでは使わないでください。
pack-untrusted = 「{ $name }」の作成者は、まだ選ばれていません。指紋は { $fingerprint } です。以前から知っている連絡方法で正しいかどうかを作成者に確かめてから、--trust にこの指紋を付けて取り込んでください。
pack-lookalike = 「{ $name }」は、すでにお使いの「{ $known }」とよく似た名前ですが、別の作成者のものです({ $fingerprint })。本当に置き換えるものであれば、先に古いほうを外してください。
pack-unknown = 「{ $fingerprint }」で始まる指紋のパックはありません。
pack-root_keys = パックの鍵が使えません。読めない鍵や重複した鍵があるか、必要な署名の数が鍵の数を超えています。
pack-root_order = パックの鍵の一覧(第{ $version }版)が、一つ前の一覧とつながっていません。
pack-root_not_handed_on = 新しい鍵の一覧(第{ $version }版)に、これまでの鍵による署名が足りません。この変更は認められません。
pack-root_not_taken_over = 鍵の一覧(第{ $version }版)に、その一覧自身の鍵による署名が足りません。
pack-root_rollback = パックに付いている鍵の一覧(第{ $version }版)は、以前に確認したもの(第{ $seen }版)より古いものです。使われなくなった鍵が再び有効になることはありません。
pack-root_changed = 鍵の一覧(第{ $version }版)が以前に確認したものと異なり、これまでの鍵からの引き継ぎがありません。
pack-root_other = 付いている鍵の一覧(第{ $version }版)とは別の一覧のもとで署名されたパックです。
pack-root_expired = 鍵の一覧の期限({ $until })が過ぎた後に作られたパックです。
pack-signatures = パックの内容に、必要な数の署名がありません({ $threshold }件のうち{ $found }件)。書き換えられたか、作成者のものではありません。
pack-rollback = このパックの版({ $version })は、以前に確認した版({ $seen }、{ $made })より古いものです。新しい内容を古い内容に戻すことはありません。
pack-mixed = このパックは、以前に確認したものと同じ版({ $version })なのに内容が異なります。どちらが正しいか、作成者にお尋ねください。
pack-dates = パックの期限が作成日より前になっています。
pack-not_yet = パックの作成日({ $made })が未来になっています。このコンピューターの時計を確認してください。
pack-item_address = { $url } の文書をパックに入れることはできません。
pack-item_twice = 一つのアドレスについて、パックに文書が二つあります。
pack-item_newer = { $url } の取得日が、パックの作成日より後になっています。
pack-item_ahead = 取得日が未来になっています({ $fetched })。索引と、このコンピューターの時計を確認してください。
pack-item_ends = { $until }まで有効なパックから取り出した文書です。新しいパックに入れても期限は延びません。期限を早めるか、文書を取得し直してください。
pack-item_stray = { $url }: この鍵の一覧が正しい場所から取得されたことを、誰も示していません。
pack-item_key = パックの作成者の秘密の鍵が入っています。
pack-item_personal = 個人についての証明書です。個人の情報はパックに入れられません。
pack-many = 一つのパックではありません。ファイルを一つ、またはそのコードの画像をすべて選んでください。
pack-item_missing = { $url } の文書がパックに入っていません。
pack-item_length = { $url } の文書の長さが、作成者が署名したものと異なります。
pack-item_hash = { $url } の文書が、作成者が署名したものと異なります。
pack-item_extra = 作成者が署名していない内容が、パックに入っています({ $count }件)。
pack-key_file = パックを作るための鍵ではないか、鍵が壊れています。
pack-undated = 索引に { $url } の取得日が書かれていません。「path」と「fetched」を持つオブジェクトで書いてください。

## パックについての説明
pack-ended = この結果は、{ $until }以降は古いものとして扱う文書に基づいています{ $dated ->
    [1] ({ $as_of }時点の文書)。
   *[other] 。
}新しいパックがあれば判断できます。
pack-old = パック「{ $name }」は{ $until }に期限が切れました。取り消しなどの知らせには引き続き使いますが、有効であることの根拠にはなりません。
pack-clock = このコンピューターの時計が、以前に確認したパックより1日以上遅れているため、パックの期限を判断できません。時計が合うまで、パックは有効であることの根拠になりません。
pack-used = パック「{ $name }」(版 { $version }、{ $made }作成、{ $until }まで有効)を使います。作成者の指紋は { $fingerprint } です。
pack-unremembered = 保管庫がないため、パック「{ $name }」のことは記録されません。最新のものが古いものとすり替えられていても、気づくことができません。
pack-imported = パック「{ $name }」を保管しました(文書{ $count }件、{ $until }まで有効)。この作成者は、あなたが選んだ作成者になりました。
pack-renewed = パック「{ $name }」を更新しました(版 { $version }、文書{ $count }件、{ $until }まで有効)。
pack-duplicate = パック「{ $name }」のこの版は、すでに保管されています。
pack-forgotten = パック「{ $name }」と、これまでに確認した版の記録を外しました。もう一度使うには、作成者を選び直してください。
pack-shown = { $name }
    版 { $version }、{ $made }作成、{ $until }まで有効、文書{ $count }件
    作成者の指紋：{ $fingerprint }
pack-item = { $url }({ $fetched }取得、{ $age })
pack-item_undated = { $url }(文書自身の記載によるアドレス)
pack-key_made = 鍵を { $path } に作成しました。鍵は人に見せず、次の指紋を利用者に伝えてください：{ $fingerprint }
pack-made = パック「{ $name }」を { $path } に作成しました(版 { $version }、文書{ $count }件、{ $until }まで有効)。指紋：{ $fingerprint }
pack-left_out = パックに入れられないアドレスのため、省きました：{ $url }
pack-left_file = 省いたファイル：{ $file }。{ $reason }

### QRコードでの依頼と回答

exchange-request = 回答できる依頼ではありません。「{ $member }」が無いか、正しくありません。誰にも何も見せていません。
exchange-query = 依頼の内容(「{ $member }」)を読み取れません。誰にも何も見せていません。
exchange-reply = 読み取れる回答ではありません。「{ $member }」が無いか、正しくありません。
exchange-too_long = 依頼に回答できる時間は、長くても{ $minutes }分です。
exchange-expired = 依頼は{ $until }に終わりました。新しい依頼を求めてください。
exchange-not_yet = 依頼の日時({ $from })が未来になっています。双方のパソコンの時計を確かめてください。
exchange-not_enough = 依頼で必須とされた項目が、回答に含まれていません。
exchange-nothing = この依頼に当てはまる証明がありません。誰にも何も見せていません。
exchange-replayed = この依頼にはすでに回答があります。回答は一度だけ有効です。もう一度依頼してください。
exchange-unknown = ここで作られていない依頼への回答です。
exchange-asks_sensitive = 依頼では{ $claims }が必須です。本人や成績がわかる項目です。
exchange-asks_much = 依頼では{ $count }項目が必須です。それだけ必要かどうか、考えてみてください。
exchange-shows_whole = この証明は分けられません。求められた項目だけでなく、全体を見せることになります。
exchange-asked = { $until }まで回答できます。
exchange-answered = 回答には{ $count }件の証明が含まれています。
exchange-asker = { $named ->
        [0] 名乗っていない相手からの依頼です。
       *[other] 「{ $name }」からの依頼です。この名前は、依頼にそう書いてあるだけです。
    }{ $purpose }
exchange-level_proven = 本人のものであることが、今ここで証明されました。
exchange-level_earlier = 本人の鍵による署名はありますが、あなたに宛てたものではありません。写しかもしれません。
exchange-level_typed = 入力された宛先と一致します。この人がその持ち主であることは証明されていません。
exchange-level_bearer = ファイルを持っている人なら誰でも見せられます。本人かどうかは証明されていないため、身分証で確かめてください。

### 照合につながるもの

link-signature = 発行者の署名は、どこで見せても同じ値です。
link-holder = あなたの識別子({ $id })が書かれています。
link-key = あなたの鍵({ $id })が書かれています。
link-id = この証明だけの番号({ $id })があります。
link-status = 発行者の一覧に、この証明だけの位置({ $url } の { $index })があります。
link-identity = あなたの連絡先のハッシュがあり、連絡先を知る人なら照合できます。
link-number = あなただけの番号や連絡先({ $name })が含まれています。
link-none = 二回の提示を結び付けるものは見当たりません。ただし、書かれた内容から本人がわかることはあります。
ui-share-links = 照合につながるもの

### 画面での依頼と回答

ui-answer-title = 依頼に答える
ui-answer-stop = 答えない
ui-answer-looking = 当てはまる証明を探しています…
ui-answer-nameless = 名乗っていない相手
ui-answer-claimed = この名前は、依頼にそう書いてあるだけです。目の前の相手を確かめてください。
ui-answer-purpose = 目的: { $purpose }
ui-answer-until = { $time }までに答えられます
ui-answer-pick = どの証明で答えるか
ui-answer-go = 答える
ui-answer-count = { $count }項目を見せます
ui-answer-after = この端末の外に出るのは「答える」のあとです。
ui-answer-show = { $name }に見せるか、ファイルに保存してください。
ui-answer-once = この依頼の相手に、一度だけ有効です。
ui-ask-title = 証明を求める
ui-ask-line = 依頼をQRコードで見せます。回答には本人の証明が付き、本人が選んだ項目だけが含まれます。
ui-ask-what = 見せてもらうもの
ui-ask-kind_any = すべての証明
ui-ask-kind_badge = オープンバッジ
ui-ask-kind_learning = 項目を選んで見せられるマイクロクレデンシャル(EU学修証明)
ui-ask-kind_clr = 学修記録(CLR)
ui-ask-person = 氏名も求める(相手は見せないこともできます)
ui-ask-purpose = 目的
ui-ask-name = 依頼者の名前
ui-ask-name_line = 相手に表示されますが、相手には確かめられません。
ui-ask-go = 依頼を見せる
ui-ask-left = あと{ $minutes }:{ $seconds }の間に答えられます
ui-ask-shown = この画面を相手に読み取ってもらい、そのあと回答を読み取ってください。
ui-ask-drop = 回答のファイルか、回答のコードの画像を(順不同で)ここに置いてください。
ui-ask-answer = 回答を選ぶ
ui-ask-end = 依頼を終える

### 誰に何を見せたか

shared-empty = まだ何も見せていません。
shared-removed = { $count }件の記録を消しました。すでに見た人の手元からは消えません。
ui-nav-log = 見せた記録
ui-log-title = 見せた記録
ui-log-line = 項目の名前だけで、内容は残りません。この一覧を見られるのはあなただけです。
ui-log-search = 相手・証明・項目で探す
ui-log-export = 一覧を保存
ui-log-exported = 一覧を保存しました。
ui-log-older = 以前のものを表示
ui-log-gone = 記録を消しました。すでに見た人の手元からは消えません。
ui-log-forget = 記録を消す
ui-log-nobody = 相手の記載なし
ui-log-removed = もう保管していない証明
ui-log-names = 見せた項目: { $names }
ui-log-whole = 全体を見せました
ui-log-way_code = QRコードで
ui-log-way_file = ファイルで
ui-log-way_answer = 依頼への回答
ui-log-proven = 本人の証明つき
ui-log-copy = 写し
ui-log-empty = 証明を見せたり依頼に答えたりすると、ここに記録されます。
ui-log-least = 必ず見せる項目だけを見せました

### 紙で渡す

paper-nothing = 印刷するものが選ばれていません。
paper-too_many = 一つの文書に入れられる証明は{ $limit }件までです。
paper-footer = { $on }にAkashiで作成
paper-codes = コードになった証明そのもの
paper-codes_line = { $count ->
        [1] 発行者が署名した内容が、このコードに入っています。
       *[other] 発行者が署名した内容が、{ $count }個のコードに分けて入っています。読む順番は問いません。
    }
paper-code = 全{ $total }個のうち{ $part }個目のコード: { $title }
paper-check = この文書の確かめ方
paper-line0 = 署名された原本が、このPDFに添付されています。形式に対応したソフトなら、通信もアカウントもなしに確かめられます。
paper-line1 = コードの写真やスキャンだけでも確かめられます。
paper-line2 = 紙が示すのは発行者の記載です。持っている人が本人であることの証明にはなりません。
paper-until = { $on }まで有効
paper-checked = { $on }に、その時点の手元の情報で確認。
paper-made = { $count }件の証明を、あとから確かめられるPDFにしました。
ui-send-pdf = 印刷できるPDF
ui-screen = この画面から
ui-screen-looking = 画面のコードを探しています…
ui-screen-line = 別のウィンドウにコードを表示してください。画面の内容は残しません。
ui-screen-parts = { $total }個のうち{ $had }個を読み取りました。残り: { $missing }
ui-camera = カメラから
ui-camera-looking = コードをカメラに向けてください。
ui-camera-line = 映像は残しません。読み終わると、カメラはすぐに切れます。
ui-camera-view = カメラの映像
ui-camera-which = カメラ
ui-camera-again = もう一度試す
ui-camera-other = ほかの方法
ui-camera-ways = コードの写真や、この画面に出ているコードも読み取れます。
ui-camera-none = カメラがつながっていません。
ui-camera-none_hint = カメラをつなぐか、スイッチを入れてから、もう一度試してください。
ui-camera-refused = Akashiにカメラの使用が許可されていません。
ui-camera-refused_hint = システム設定の「プライバシー」の「カメラ」で許可してから、もう一度試してください。
ui-camera-lost = カメラから映像が届きません。
ui-camera-lost_hint = カメラが外れたか、ほかのソフトが使っている可能性があります。ここまでに読み取った分は残っています。
ui-camera-tired = 3分間、新しく読み取れたものがないので、カメラを切りました。
ui-camera-tired_hint = 明るい場所で、四隅の印いっぱいにコードを映すと、読み取りやすくなります。
ui-camera-unusable = このパソコンでは、まだカメラを使えません。
ui-camera-unusable_hint = システムのライブラリーが足りません。Linuxでは、libpulse0という名前です。
ui-send-interview = 面接で見せる
ui-present-keys = B: 画面を暗く · Esc: 終わる
ui-present-keys_many = ← →: 別の証明 · B: 画面を暗く · Esc: 終わる
ui-present-left = 読み取りは残り{ $minutes }:{ $seconds }
ui-present-ended = 読み取りの時間は終わりました。
trash-row = { $id }  { $title }（{ $until }まで保管）
trash-restored = { $id }：元に戻しました
trash-emptied = { $count ->
        [0] ごみ箱は空でした。
       *[other] { $count }件を完全に削除しました。
    }
vault-empty_file = このファイルは空（0バイト）です。同期サービスの処理が終わっていないか、失敗した可能性があります。保管庫の隣のフォルダにある複製をお使いください。
vault-error_text = 保管庫があるはずの場所に、サーバーのエラー画面などの文章が入っています。何も変更していません。保管庫の隣のフォルダにある複製をお使いください。
vault-replaced = 開いている間に、同期サービスなどのほかのプログラムが保管庫を別のファイルに置き換えました。そのファイルへの上書きはしていません。一度ロックして開き直してください。ここにある内容は隣に保存され、あとで1つにまとめられます。
vault-other = このファイルは別の保管庫のものか、その後に別の鍵で保護し直されたものです。何も変更していません。
merge-none = ほかのコンピューターで変更された複製は、保管庫の隣に見つかりませんでした。
merge-skipped = { $path }：そのままにしました。{ $reason }
merge-done = { $path }：追加{ $added }件、ごみ箱へ{ $removed }件、更新{ $changed }件、両方で変更されたもの{ $conflicts }件。このファイルは保管庫の複製のフォルダに移しました。
ui-more = ほかに{ $count }件あります。
ui-removed = ごみ箱に入れました。30日間は元に戻せます。
ui-keep-title = バックアップと復元
ui-keep-line = バックアップは、すべてを収めた1つの暗号化ファイルです。別のディスクに保管してください。
ui-keep-never = バックアップがまだありません
ui-keep-never_line = このコンピューターを失くしたり故障したりすると、記録も失われます。
ui-keep-last = 最後のバックアップ：{ $days ->
        [0] 今日
        [1] 昨日
       *[other] { $days }日前
    }
ui-keep-last_line = { $moment }に作成し、すべての記録を実際に開いて確かめました。
ui-keep-old = 時間がたっています。その後に追加したものは、このコンピューターにしかありません。
ui-keep-now = 今すぐバックアップ…
ui-keep-test = バックアップを試す…
ui-keep-making = バックアップを作成し、開いて確かめています…
ui-keep-restore = 復元
ui-keep-from_file = バックアップから
ui-keep-from_file_line = 変更する前に、何が戻るかを確認できます。ここにある新しいものは置き換えません。
ui-keep-choose = バックアップを選ぶ…
ui-keep-earlier = このコンピューターにある以前の状態
ui-keep-earlier_line = 直近5回の保存と、過去7日・4週間の各1つを自動で残しています。同じディスクにあるため、バックアップの代わりにはなりません。
ui-keep-earlier_none = まだありません。変更した日ごとに1つ残ります。
ui-keep-holds = 証明書{ $credentials }件、鍵{ $holders }個、文書{ $documents }件{ $trash ->
        [0] {""}
       *[other] 、ごみ箱に{ $trash }件
    }。
ui-keep-other_key = 当時のパスフレーズでのみ開けます。
ui-keep-look = 中を見る…
ui-keep-out = すべてを持ち出す
ui-keep-out_head = そのままのファイル、またはほかのウォレット用のファイル
ui-keep-out_line = いつでもすべてを取り出せます。ここに縛られることはありません。
ui-keep-out_open = 持ち出す方法
ui-bring-title = 復元
ui-bring-test_title = バックアップを試す
ui-bring-about = { $name }（{ $moment }に保存）
ui-bring-secret = 当時のパスフレーズ、または復旧コード
ui-bring-nothing = 開いても、ここもファイルも変わりません。
ui-bring-open = 開く
ui-bring-reading = ファイルの記録をすべて開いています…
ui-bring-working = 元に戻しています…
ui-bring-holds = 記録は{ $count }件で、そのうち{ $same }件はここにも同じものがあります。
ui-bring-added = 戻るもの：{ $count }件
ui-bring-replaced = バックアップの方が新しく、更新するもの：{ $count }件
ui-bring-newer = ここの方が新しいか異なるため、そのまま残すもの：{ $count }件
ui-bring-dated = { $date }に追加
ui-bring-others = ほかに、鍵・文書・設定が{ $count }件あります。
ui-bring-before = まだ何も変更していません。
ui-bring-go = { $count }件を戻す
ui-bring-none = 足りないものはありません
ui-bring-none_line = このバックアップの内容は、同じかより新しい状態ですべてここにあります。何も変更していません。
ui-bring-done = 復元しました
ui-bring-counts = 戻したもの{ $added }件、更新{ $replaced }件、ここの方が新しいため残したもの{ $newer }件、すでにあったもの{ $same }件。
ui-bring-good = バックアップは開け、すべての記録を読み取れました
ui-bring-by_passphrase = パスフレーズで開けました。何も変更していません。
ui-bring-by_recovery = 復旧コードで開けました。何も変更していません。
ui-leave-title = すべてを持ち出す
ui-leave-line = ここにあるものはそのまま残ります。上書きはしません。
ui-leave-go = 書き出す…
ui-leave-write = 保存先を選ぶ…
ui-leave-plain = すべてをそのままのファイルで
ui-leave-plain_line = 暗号化しません。フォルダを持つ人は誰でも読めます。受け取ったままの原本と一覧です。鍵は書き出しません。
ui-leave-universal = ほかのウォレット用のファイル（鍵を含む）
ui-leave-universal_line = 暗号化せず、秘密鍵も入ります。ファイルを持つ人は、あなたになりすませます。Learner Credential Walletが読み込めます（Universal Wallet）。
ui-leave-universal_secret = 確認のため、保管庫のパスフレーズをもう一度
ui-leave-eudi = 欧州のウォレット用の、保護されたファイル
ui-leave-eudi_line = 今決めるパスフレーズで暗号化します。鍵は入りません（EUDI TS10）。
ui-leave-eudi_secret = このファイルのパスフレーズ（12文字以上、または4語以上）
ui-leave-keys = このファイルの秘密鍵は、誰でも読めます
ui-leave-keys_line = すぐに移せる場所にだけ保存し、移行先で読み込んだら削除してください。
ui-leave-working = 書き出しています…
ui-leave-done = { $name }：{ $count }件を書き出しました
ui-leave-left = { $count }件は、この形式に入れられないため含めていません。そのままのファイルなら書き出せます。
ui-leave-readable = これらのファイルは暗号化されていません。自分だけが読める場所に置いてください。
ui-leave-delete = 秘密鍵が保護されずに入っています。移行先で読み込んだら、すぐに削除してください。
ui-trash-title = ごみ箱
ui-trash-line = 削除したものは30日間ここに残り、ほかと同じく暗号化されています。一覧・検索・確認・書き出しの対象にはなりません。
ui-trash-none = ごみ箱は空です。
ui-trash-count = ごみ箱に{ $count }件あります
ui-trash-until = { $removed }に削除 · { $until }まで保管（あと{ $count }日）
ui-trash-back = 元に戻す
ui-trash-all = すべて元に戻す
ui-trash-empty = ごみ箱を空にする（{ $count }件）…
ui-trash-really = { $count }件を完全に削除
ui-trash-sure = { $count }件を完全に削除しますか？
ui-trash-sure_line = ここでは元に戻せません。バックアップや以前の状態に含まれているものは、そこに残ります。
ui-trash-working = ごみ箱を変更しています…
ui-merge-title = 2台のコンピューターで変更されました
ui-merge-line = 同期サービスが、ウォレットの別のファイルを隣に残しました。失われたものはなく、そのまま閲覧できます。都合のよいときに1つにまとめられます。
ui-merge-looking = 2つを比べています…
ui-merge-working = 1つにまとめています…
ui-merge-saved = { $moment }に保存
ui-merge-counts = 取り込むと、追加{ $added }件、ごみ箱へ移動{ $removed }件、更新{ $changed }件になります。
ui-merge-same = この中のものは、すべてウォレットにあります。
ui-merge-both_changed = { $count }件が両方で変更されました。選ばなければ、両方を残します。
ui-merge-states = ここ：{ $here } · もう一方：{ $there }
ui-merge-live = 残されています
ui-merge-away = { $date }に削除
ui-merge-gone = { $date }に完全に削除
ui-merge-both = 両方を残す
ui-merge-this = ここの状態
ui-merge-that = もう一方の状態
ui-merge-unnamed = 設定
ui-merge-more = ほかに{ $count }件あり、どちらも残します。
ui-merge-go = 1つにまとめる
ui-merge-later = あとで
ui-merge-done = { $name }を取り込みました
ui-merge-kept = ファイルそのものは、以前の状態として残してあります。
ui-merge-found = ほかのコンピューターで変更されたウォレットのファイルが、隣に{ $count }個あります。
ui-merge-open = 見る
ui-trust-title = ネットワークなしの確認
ui-trust-line = 確認に使うもの、その古さ、発行者を保証する相手です。
ui-trust-packs = パック
ui-trust-packs_line = パックは、就職フェアなどのために多くの文書を1つの署名付きファイルにまとめたものです。取り込むと、作成者を信頼することになります。
ui-trust-pack = 第{ $version }版 · { $until }まで有効 · 作成者 { $fingerprint } …
ui-trust-pack_ended = 第{ $version }版 · { $until }に期限切れのため、有効とする根拠にはなりません · 作成者 { $fingerprint } …
ui-trust-import = パックを取り込む…
ui-trust-codes = パックのコードを読み取る
ui-trust-codes_line = 読み取って中身を表示します。まだ取り込みません。
ui-trust-make = パックを作る…
ui-trust-look = 中身を見る
ui-trust-take = 取り込む
ui-trust-working = パックを確かめています…
ui-trust-fingerprint = 作成者から直接聞いた指紋
ui-trust-fingerprint_line = 別の手段で作成者から得たものを入力してください。ファイルに書かれた値を写しても、証明にはなりません。
ui-trust-choose = この作成者を信頼する
ui-trust-forget = 取り消す
ui-trust-forget_sure = パック「{ $name }」を取り消しますか？
ui-trust-forget_line = その文書は使われなくなり、作成者を選び直す必要があります。
ui-trust-lists = 発行者の一覧
ui-trust-no_lists = 発行者の一覧がありません。発行者はドメインで確かめるか、確かめられません。
ui-trust-list = 発行者{ $count }件、{ $date }現在
ui-trust-kind_legacy = 登録簿
ui-trust-kind_federation = フェデレーション
ui-trust-kind_own = 自分で選んだ一覧
ui-trust-kind_pinned = 自分で登録した発行者
ui-trust-kind_known = ほかの一覧に記載
ui-trust-kind_stray = 選ばれていないファイル
ui-trust-papers = 手元の文書：{ $count }件
ui-trust-no_papers = ありません。取り消し情報や発行者の鍵のファイルは、証明書と同じように追加すると、確認に使われます。
ui-trust-paper = { $date }のもの（{ $age }）。
ui-trust-paper_added = { $date }に追加（{ $age }）。いつ書かれたかの記載はありません。
ui-trust-unfetched = 鍵の一覧ですが、まだ使われません。{ $url }にあるものだけが有効です。
ui-trust-fetched = 自分でそこから取得しました
ui-trust-old = 7日より古く、その後の取り消しは分かりません。
ui-pack-title = 会場パックを作る
ui-pack-line = ネットワークのない場所で証明書を確かめるための文書を、署名した1つのファイルにまとめます。
ui-pack-name = パックの名前
ui-pack-name_line = 取り込む人に表示されます。行事の名前と年などを入れてください。
ui-pack-until = 有効期限
ui-pack-until_line = 年、月、日の順です。この日を過ぎると、有効であることの根拠にはなりません。行事の数日後までで十分です。
ui-pack-date = { $date }の終わりまで
ui-pack-documents = 入れる文書
ui-pack-from_wallet = このウォレットの文書
ui-pack-from_folder = フォルダから…
ui-pack-wallet_line = 文書の日付は変わりません。別のパックから来た文書の日付も、署名するとあなたが保証することになります。
ui-pack-folder = フォルダ「{ $name }」の文書です。それぞれの取得日は、フォルダの index.json に書けます。
ui-pack-gathering = 文書を調べています…
ui-pack-nothing = パックに入れられる文書がありません。
ui-pack-all = すべて選ぶ
ui-pack-none = すべて外す
ui-pack-more_in = ほかに{ $count }件あります。選ばれているものは、表示されていなくてもパックに入ります。
ui-pack-more = さらに{ $count }件を表示
ui-pack-left = 入れられないもの：{ $count }件
ui-pack-kind_keys = 発行者の鍵
ui-pack-kind_status = 取り消し情報
ui-pack-kind_registry = 発行者の一覧
ui-pack-kind_context = 語彙
ui-pack-kind_other = 文書
ui-pack-fetched = { $date }取得（{ $age }）
ui-pack-undated = 取得日は分かりません
ui-pack-key = 署名する鍵
ui-pack-key_line = 鍵のファイルを持つ人は、あなたの名前で署名できます。人が触れない場所に置いてください。署名のときに読むだけで、ここには残しません。
ui-pack-key_choose = 鍵のファイルを選ぶ…
ui-pack-key_make = 新しい鍵を作る…
ui-pack-key_reading = 鍵を読んでいます…
ui-pack-key_facts = 作成者 { $fingerprint } … · { $date }まで有効
ui-pack-need_name = パックに名前を付けてください。
ui-pack-need_date = パックの期限を、今日から10年以内の日付で入れてください（例：2026-11-28）。
ui-pack-need_documents = 文書を1件以上選んでください。
ui-pack-need_fewer = パックに入るのは{ $limit }件までです。文書を減らしてください。
ui-pack-need_key = 署名する鍵を選ぶか、新しく作ってください。
ui-pack-need_newer = この鍵の期限は過ぎています。新しい鍵を作り、その指紋を知らせてください。
ui-pack-need_keys = この作成者のパックには、{ $count }個の鍵の署名が必要です。次の鍵のファイルを選んでください。
ui-pack-ready = 文書{ $count }件（{ $size }kB）が入ります。
ui-pack-save = 署名して保存…
ui-pack-writing = パックに署名しています…
ui-pack-done = パックができました
ui-pack-facts = { $name } · 文書{ $count }件 · { $date }まで有効
ui-pack-saved = 「{ $name }」に保存しました。
ui-pack-fingerprint = 作成者の指紋
ui-pack-copy = コピー
ui-pack-copied = コピーしました。
ui-pack-print = コードで表示
ui-pack-print_line = 指紋だけのコードです。撮影や印刷に使えます。パックは入っていません。
ui-pack-tell = 取り込む人には、この指紋を別の手段で伝えてください
ui-pack-tell_line = 紙に書くか、声で伝えてください。ファイルと一緒に届いた指紋は、どちらも偽造できるため、証明になりません。
ui-pack-codes = パックをコードで表示
ui-pack-codes_line = パック全体です。相手のコンピューターでは「この画面から」で読み取るか、コードの画像から取り込めます。
ui-pack-no_codes = 画面のコードにするには大きすぎます。ファイルで渡してください。
ui-pack-look_line = 署名は正しく、すべての文書が署名されたとおりに入っています。
ui-pack-look_made = 作成
ui-pack-look_until = 有効期限
ui-pack-look_version = 版
ui-pack-ended = { $date }に期限切れのため、有効であることの根拠にはなりません
ui-pack-file_says = ファイルに書かれた作成者の指紋
ui-pack-contents = 文書{ $count }件
ui-pack-kept = このパックのこの版は、すでに保管されています。
ui-pack-maker_known = 作成者は、以前に選んだ相手です。取り込むと、保管中の版がこの版に置き換わります。
ui-pack-maker_unknown = 作成者は、まだ選ばれていません。取り込むと、作成者が集めた文書を信頼することになります。
ui-set-line = ここでの設定は、このコンピューターの中だけに保存されます。
ui-set-security = セキュリティ
ui-set-minutes = 自動ロック
ui-set-minutes_line = この時間、操作がなければロックします。周りに人がいる場所では、短いほど安全です。
ui-set-minutes_less = 1分短く
ui-set-minutes_more = 1分長く
ui-set-passphrase = パスフレーズ
ui-set-passphrase_line = 以前のバックアップは、以前のパスフレーズで開けるままです。
ui-set-change = 変更…
ui-set-kit = 復旧キット
ui-set-kit_line = 新しく作ると、以前のキットでは開けなくなります。
ui-set-kit_none = まだありません。パスフレーズを忘れると、誰にも記録を開けなくなります。
ui-set-kit_new = 作成…
ui-set-kit_again = 作り直す…
ui-set-keyring = このコンピューターのキーリングで開く
ui-set-keyring_line = ログイン中はパスフレーズを尋ねません。そのとき、このコンピューターの前にいる人は記録を開けます。
ui-set-checks = 確認と信頼
ui-set-papers = 手元の文書
ui-set-papers_line = { $count }件あり、最も古いものは{ $days ->
        [0] 今日のもの
       *[other] { $days }日前のもの
    }です。古い文書では、その後の取り消しは分かりません。
ui-set-papers_none = まだありません。ないと、取り消しの有無を確認できません。
ui-set-trust = 発行者を保証する相手
ui-set-trust_line = パック{ $packs }件、一覧{ $lists }件。どれにも載っていない発行者は「既知ではない」と表示します。
ui-set-open = 開く
ui-set-looks = 言語・文字・外観
ui-set-sharing = 共有
ui-set-density = QRコード
ui-set-density_line = 粗いコードは離れても読み取りやすくなりますが、切り替わる枚数が増えます。
ui-set-density_low = 粗い
ui-set-density_normal = 標準
ui-set-density_high = 細かい
ui-set-storage = 保存場所
ui-set-folder = ウォレットのファイル
ui-set-backups = バックアップと復元
ui-set-trash = ごみ箱
ui-set-merge = 2台のコンピューターでの変更
ui-set-merge_line = ウォレットの別のファイルが、隣に{ $count }個あります。まとめるまで、何も失われません。
ui-set-advanced = 詳細
ui-set-again = すべてを確かめ直す
ui-set-again_line = 手元の文書を使って、すべての署名を確かめ直します。外部への通信はありません。
ui-set-again_go = 今すぐ確認
ui-set-again_working = すべての証明書を確かめています…
ui-set-again_done = { $count }件を確かめ直しました。
ui-set-vault = この保管庫について
ui-set-vault_line = { $id } · 保存{ $generation }回目 · パスフレーズの試行1回に{ $memory } MiBのメモリと{ $passes }回の計算
ui-add-locked = このバックアップのパスワード
ui-add-locked_line = ファイルを開くためだけに使い、保存しません。
ui-add-unlock = 開く
ui-add-report = 追加の結果
ui-add-counts = 追加{ $added }件、更新版{ $newer }件、すでにあるもの{ $duplicate }件、失敗{ $failed }件。
ui-add-plain = このファイルの秘密鍵は誰でも読めます。必要なものを追加し終えたら、ファイルとその複製をすべて削除してください。
ui-add-is_locked = ほかのウォレットのバックアップで、パスワードで保護されています。
ui-keep-made = { $name }にすべて（{ $count }件）を保存しました。現在のパスフレーズと復旧キットで開けます。
ui-set-minutes_unit = 分
### The window's way in
vault-copy = これは保管庫の複製です。読み取り専用で開いているため、変更はできません。
vault-in_use = 保管庫は別のウィンドウまたはプログラムで開かれています。表示しているのは今の時点の内容で、読み取り専用です。
ui-door-restore = バックアップから戻す
ui-door-welcome = 新しいウォレットを作る
ui-door-code = 復旧コードを使う
ui-door-other = 別のファイルを開く
ui-door-copies = 複製を見る
ui-door-copies_line = この保管庫には、自動で残した複製があります。内容を見ることも、置き換えることもできます。
ui-door-salvage = 読めるものを救い出す
ui-door-salvage_line = まだ開ける記録だけで新しい保管庫を作り、壊れたファイルと置き換えます。開き方は同じです。壊れたファイルは別の名前で同じ場所に残ります。
ui-door-salvaging = 読めるものを救い出しています…
ui-door-read = 読み取り専用で開く
ui-door-read_line = 見ることと提示することはできますが、向こうで閉じるまで変更はできません。
ui-door-missing = この場所に保管庫がありません。取り外したディスクにあるかもしれません。接続するか、別のファイルを開いてください。
ui-door-either = パスフレーズまたは復旧コード
ui-notice-caps = Caps Lockがオンになっているようです。
ui-notice-wide = 全角で入力されています。全角と半角は同じ文字として扱うので、このままで大丈夫です。
ui-strength-short = 短すぎます。12文字以上（同じ文字の繰り返しは不可）、または4語以上にしてください。
ui-create-step = 手順 1 / 2
ui-create-suggest = 5つの言葉を提案
ui-create-again = パスフレーズをもう一度
ui-create-differs = 2回の入力が一致しません。もう一度入力するか、「表示」で確かめてください。
ui-create-there = このフォルダーにはすでにウォレットがあります：{ $folder }
ui-create-open_it = それを開く
ui-create-elsewhere = フォルダーを変更
ui-create-unwritable = このフォルダーには書き込めないため、ウォレットを置けません。まだ何も作成していません。別のフォルダーを選んでください。
ui-create-refused = このフォルダーにはウォレットを作成できませんでした。{ $reason }別のフォルダーを選んでください。
ui-know-head_reset = だれにも再発行できません
ui-know-text_reset = 会員登録もサーバーもないため、問い合わせ先がありません。次に、控えておく復旧キットを用意します。
ui-know-head_private = この画面は写りません
ui-know-text_private = システムが対応していれば、スクリーンショットや画面共有に写りません。
ui-know-head_seen = この画面は写ることがあります
ui-know-text_seen = このシステムには、画面を写さないようにする方法がありません。画面共有は先に止めてください。
ui-know-head_wide = 全角でも大丈夫です
ui-know-text_wide = 全角と半角は同じ文字として扱います。
ui-know-head_later = あとで変更できます
ui-know-text_later = 設定からいつでも変更できます。
ui-know-head_kit = 用紙の使いみち
ui-know-text_kit = パスフレーズを忘れても、このコードで記録を開き、新しいパスフレーズを決められます。
ui-know-head_safe = コンピューターとは別の場所に
ui-know-text_safe = パスポートと同じ場所がおすすめです。用紙とこのコンピューターの両方があれば、だれでも開けます。
ui-know-head_old = 複製は以前のままです
ui-know-text_old = これまでの複製やバックアップは、当時のパスフレーズで開きます。
ui-know-head_keyring = パスフレーズは預けません
ui-know-text_keyring = キーリングに預けるのは専用の鍵だけです。パスフレーズを変更すると解除されます。
ui-know-head_lock = ロックはいつでもできます
ui-know-text_lock = ロックすると、次に起動するまではパスフレーズが必要です。
ui-unlock-saved = 最終保存 { $moment }
ui-unlock-wait = 次に試せるまで{ $seconds }秒お待ちください。
ui-unlock-keyring = このコンピューターのキーリングに問い合わせています…
ui-code-title = 復旧コードで開く
ui-code-line = 用紙のコードを入力してください。続けて、新しいパスフレーズを決めます。
ui-code-label = 復旧コード
ui-code-hint = 英数字34文字です。大文字・小文字、空白、ハイフンは気にしなくて大丈夫です。
ui-copies-title = 保管庫の複製
ui-copies-line = どれも、保存した時点の保管庫全体です。新しいものから並んでいます。
ui-copies-row = { $moment }（保存{ $save }回目）
ui-copies-none = ここで使える複製はありません。
ui-copies-read = 内容を見る
ui-copies-put = これに置き換える
ui-copies-kept = 今あるファイルは削除しません。別の名前で同じ場所に残ります。
ui-copies-working = 複製に置き換えています…
ui-restore-title = バックアップから戻す
ui-restore-line = ファイルを選んでください。内容を確かめてから戻します。
ui-restore-file = バックアップを選ぶ
ui-restore-look = 内容を確かめる
ui-restore-looking = すべての記録を確かめています…
ui-restore-other = Akashiのバックアップではありません。何も変更していません。別のウォレットのものなら、戻って「はじめる」を押し、あとから追加してください。
ui-found-title = バックアップの内容
ui-found-line = すべての記録を読み取れました。このコンピューターのウォレットになります。バックアップはそのまま残ります。
ui-found-saved = 保存日時
ui-found-credentials = 証明
ui-found-count = { $count }件
ui-found-awarded = 取得日
ui-found-on = { $first }
ui-found-between = { $first }～{ $last }
ui-found-holders = あなたの鍵
ui-found-documents = 確認用の文書
ui-found-use = これを使う
ui-found-working = 戻しています…
ui-kit-step = 手順 2 / 2
ui-kit-title = 復旧コードを控える
ui-kit-line = パスフレーズを忘れたとき、このコードで記録を開けます。表示するのは今だけです。
ui-kit-alone = この用紙とパスフレーズの両方をなくすと、私たちを含め、だれにも記録を開けません。
ui-kit-replaces = 今お持ちの用紙は、この新しいコードを控えるまで使えます。
ui-kit-group = { $number }組目：{ $letters }
ui-kit-save = PDFで保存
ui-kit-print = 印刷
ui-kit-wrote = 紙に書き写した
ui-kit-later = あとで
ui-kit-ask = 書き写した紙を見て、{ $number }組目を入力してください
ui-kit-again = コードをもう一度見る
ui-kit-confirm = 確認する
ui-kit-wrong = 一致しません。もう一度コードと紙を見比べてください。何も失われていません。
ui-kit-working = 復旧キットを作成しています…
ui-kit-file = akashi-recovery.pdf
ui-kit-kept_saved = { $path }に保存しました。印刷したら、ファイルは削除してください。このファイルとコンピューターの両方があれば、だれでも記録を開けます。
ui-kit-kept_printed = プリンターに送りました。「完了」を押す前に、用紙を確かめてください。コードはもう表示されません。
ui-kit-kept_written = 書き写した紙で記録を開けるようになりました。大切に保管してください。
ui-change-title = パスフレーズを変更
ui-change-line = 記録はそのままで、開くための言葉だけが一度に変わります。
ui-change-forced = 新しいパスフレーズを決める
ui-change-forced_line = 復旧コードで保管庫を開きました。覚えられるパスフレーズを決めてください。続けて、新しい復旧キットを用意します。
ui-change-old = 今のパスフレーズ
ui-change-new = 新しいパスフレーズ
ui-change-again = 新しいパスフレーズをもう一度
ui-change-do = 変更する
ui-change-lock = ロックして戻る
ui-change-working = パスフレーズを変更しています…
ui-change-said = パスフレーズを変更しました。
ui-change-done = パスフレーズを変更しました
ui-change-copies = 保管庫のそばにある複製{ $count }個は、以前のパスフレーズで開けます。だれかに知られているかもしれない場合は、削除してください。先に新しい複製を残します。
ui-change-more = ほか{ $count }個
ui-change-backups = 別の場所にあるバックアップも同じです。新しく作成し、以前のものは削除してください。
ui-change-delete = 複製{ $count }個を削除
ui-change-keep = 残しておく
ui-keyring-title = このコンピューターでは自動で開く
ui-keyring-line = このコンピューターのキーリングに、保管庫専用の鍵を預けます。Akashiを起動すると、入力なしで開きます。
ui-keyring-risk = ログイン中は、あなたの権限で動くどのプログラムもその鍵を取り出せます。
ui-keyring-ends = ここでいつでも解除できます。パスフレーズを変更したときも解除されます。
ui-keyring-do = 自動で開く
ui-keyring-said = 次からこのコンピューターが自動で開きます。ロックはいつでもできます。
ui-older = 保管庫の古い複製です。保存は{ $at }で、このコンピューターの最後の保存は{ $last }です。読み取り専用で開いています。
ui-older-unknown = 日時不明
ui-older-find = 新しいものを探す
ui-older-accept = これを使う
ui-footer-keyring = このコンピューターのキーリングで開きました
ui-footer-no_kit = 復旧キットがまだありません
ui-clip-left = コピーしました。{ $seconds }秒後に消去
disclose-no_subject = 学んだ内容についての項目を一つ以上選んでください。それがないと、確かめられるものが残りません。

### Help on the command line, and what argparse says
help-every_json = 1行に1つのJSONで出力
help-every_at = 確認する日時
help-every_lang = 文章の言語
help-every_vault = 保管庫(AKASHI_VAULT)
help-every_passphrase_fd = この記述子からパスフレーズを読み取る
help-every_recovery = 復旧キットのコードの入力を求める
help-every_recovery_fd = この記述子から復旧コードを読み取る
help-every_new_passphrase_fd = この記述子から新しいパスフレーズを読み取る
help-verify = 通信なしで証明を確かめる
help-verify_files = ファイル、または中身をすべて調べるフォルダ
help-verify_library = 手元の文書があるフォルダ
help-verify_pack = 今回だけ使う会場パック
help-verify_trust = これ以外の作成者のパックを拒む
help-verify_recipient = 証明に書かれているはずのメールアドレスやID
help-verify_jobs = 多くのファイルを扱うプロセスの数。省略するとコアの数
help-request = 持ち主に証明を求め、回答を判定する
help-exchange_make = 依頼をファイルまたはQRコードで作る
help-exchange_type = 求めるW3C証明の種類
help-exchange_vct = 求めるSD-JWT VCの種類
help-exchange_claim = 必ず見せてもらう項目。*はどの位置でもよい
help-exchange_optional = 見せなくてもよい項目
help-exchange_dcql = 代わりに使う問い合わせ全体
help-exchange_name = 依頼者の名前
help-exchange_purpose = 目的
help-exchange_minutes = 回答を受け付ける分数。10分まで
help-exchange_check = ここで作った依頼への回答を判定する。回答は依頼ごとに一度だけ
help-answer_qr = 保管している証明で依頼に答える
help-exchange_list = 誰が何を求めているか、何で答えられるかを表示
help-exchange_with = 回答に使う証明
help-exchange_reveal = 追加で見せる任意の項目
help-inspect = 証明の内容を共通の形で表示する
help-add = 証明を保管する
help-list = 保管している証明を新しい順に表示する
help-keep_query = 題名か発行者にこの文字を含むものだけ
help-keep_all = 以前の版も表示
help-holder = 証明を見せるときに使う、あなたの鍵
help-keep_new = 保管庫に鍵を作る
help-keep_name = 自分用の名前
help-keep_ids = ID、またはその最初の数文字
help-add_from = 鍵のファイルを入手した場所
help-keep_list = 保管庫にある鍵を表示する
help-vault_merge = ほかのコンピューターで変更された保管庫の複製を取り込む
help-merge_files = 省略すると、保管庫の隣にある複製
help-merge_keep = 両方で変更されたものについて、どちらかが残すものをすべて残すか、こちらに合わせるか、相手のファイルに合わせるか
help-move_backup_passphrase_fd = この記述子からバックアップのパスワードを読み取る
help-export = 原本をそのまま、または別のウォレット用のファイルに書き出す
help-move_ids = ID、またはその最初の数文字。--formatのときに省略するとすべて
help-move_to = 原本を書き出すフォルダ
help-move_format = 別のウォレット用のファイル
help-move_all = --toと一緒に使う。持っているものすべてと一覧
help-move_output = そのファイル。上書きはしない
help-pack = 通信のない場所のために文書を集め、日付と署名を付けたパック
help-pack_key = 作成者の鍵を作る、または新しい鍵に引き継ぐ
help-pack_keys = 鍵の数。2つ目からはFILE.2、FILE.3、…
help-pack_threshold = 署名が必要な鍵の数
help-pack_after = この鍵に引き継ぐ以前の鍵
help-pack_expires = 省略すると今から3年後
help-pack_make = フォルダの文書に署名してパックを作る
help-pack_version = 省略すると現在の日時を表す番号
help-pack_show = パックを確かめ、内容を表示する
help-pack_import = パックを保管庫に入れる
help-pack_trust = 作成者の指紋。最初の1回に必要
help-pack_forget = パックとその作成者を消す
help-paper = 原本を添付し、コードとしても印刷するPDFを作る
help-paper_reveal = 一部だけ見せられる証明で、見せる項目
help-disclose = 証明の選んだ項目だけを見せる
help-share_list = 見せられる項目と、必ず見せる項目の一覧
help-present = 確認する相手に見せるための提示を作る
help-share_minutes = 証明が有効な分数。省略すると無期限
help-qr = ファイルをQRコードにする
help-share_form = vpqr: 他のウォレットも読める1個のコード。vpqr-1.0: その新しい形
help-scan = 画像からQRコードを読み取る
help-shared = 誰に何を見せたかの記録。項目名だけで、値は残さない
help-shared_remove = 見せた記録を消す。すでに見た人の手元からは消えない
help-shared_export = 記録全体をJSONで書き出す
help-shared_list = 新しい順に表示する
help-tour = 見本を使って一通り試す
help-tour_to = ファイルをそこに残す
help-trash = 取り除いた証明を表示する、元に戻す、または完全に消す
help-trash_restore = 証明を元どおりに戻す
help-trash_list = ごみ箱の中身と保管期限を表示する
help-trash_empty = ごみ箱の中身を完全に消す
help-vault = 保管庫を作る、中身を調べる、鍵やパスフレーズを管理する
help-vault_kit = 復旧キットを作る。以前のキットは使えなくなる
help-vault_output = 日本語と英語の1ページとして書き出す
help-vault_backup = すべてを1つの暗号化ファイルに書き出し、開けることを確かめる
help-vault_restore = バックアップの中身を戻す。こちらの新しいものは残す
help-vault_to = この保管庫に戻す。保管庫がなければこの場所に作る
help-vault_drill = バックアップが開くことを確かめ、中身を表示する。何も変更しない
help-vault_salvage = 壊れた保管庫からまだ開けるもので新しい保管庫を作る。元のファイルは変更しない
help-vault_keyring = このコンピューターのキーリングで開く、またはやめる
help-vault_accept = 保管庫の古い複製を正しいものとして使い続ける
help-vault_passwd = パスフレーズを変更する
help-vault_new_key = すべてを新しい鍵で封印し直す。復旧キットは使えなくなる
help-vault_create = 空の新しい保管庫を作る
help-vault_info = 保管庫の中身を表示する
help-show = 証明のすべてを表示する
help-remove = 証明をごみ箱に入れる
help-about = 学んだことの証明を、通信なしで保管し、確かめ、見せます。
help-every = どのコマンドにも使えるオプション
help-version = バージョンを表示して終了
help-window = コマンドを付けないとウィンドウが開き、指定したファイルやリンクを受け取ります。 --verify-only は、人から見せてもらうものを保管庫なしで確かめる画面を開きます。 --quit-when-shown は、開くまでの時間を表示して終了します。
argparse-usage = 使い方:{" "}
argparse-positional = 引数
argparse-options = オプション
argparse-help = この説明を表示して終了
argparse-argument = %(argument_name)s: %(message)s
argparse-required = 次の引数が必要です: %s
argparse-unrecognized = 分からない引数です: %s
argparse-choice = %(value)r は選べません(次から選んでください: %(choices)s)
argparse-one = 値を1つ指定してください
argparse-at_least_one = 値を1つ以上指定してください
argparse-not_with = %s と一緒には指定できません
argparse-one_of = 次のどれかが必要です: %s
argparse-explicit = 値 %r は付けられません
argparse-kind = %(value)r は %(type)s として読めません
value-empty = 空です
value-whole = { $least } から { $most } までの整数ではありません
value-moment = ISO 8601の日時ではありません: 「{ $text }」
value-years = { $first }年から{ $last }年までの年ではありません
