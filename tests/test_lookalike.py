"""Names and hosts that can be taken for others are found; honest names that are merely alike are not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet import lookalike
from wallet.encoding import host_of
from wallet.lookalike import host_skeleton, host_warning, skeleton

SPOOFS = """
University of Tokyo | Univеrsity of Tokyo
University of Tokyo | Universitу of Tokyo
University of Tokyo | Univеrsitу оf Tоkуо
University of Tokyo | Unіversity of Tokyo
University of Tokyo | Unıversity of Tokyo
University of Tokyo | Universíty of Tokyo
University of Tokyo | UNIVERSITY OF TOKYO
University of Tokyo | university of tokyo
University of Tokyo | Ｕｎｉｖｅｒｓｉｔｙ　ｏｆ　Ｔｏｋｙｏ
University of Tokyo | University of T0kyo
University of Tokyo | University 0f Tokyo
University of Tokyo | Univers1ty of Tokyo
University of Tokyo | Univer5ity of Tokyo
University of Tokyo | Univer$ity of Tokyo
University of Tokyo | University of Τokyo
University of Tokyo | University of Tοkyο
University of Tokyo | Uпiversity of Tokyo
University of Tokyo | Սniversity of Tokyo
University of Tokyo | 𝐔𝐧𝐢𝐯𝐞𝐫𝐬𝐢𝐭𝐲 of Tokyo
University of Tokyo | 𝒰𝓃𝒾𝓋𝑒𝓇𝓈𝒾𝓉𝓎 of Tokyo
University of Tokyo | Ⓤniversity of Tokyo
University of Tokyo | University.of.Tokyo
University of Tokyo | University  of  Tokyo
University of Tokyo | University of Tokyo.
University of Tokyo | University of Tokyo™
University of Tokyo | University-of-Tokyo
University of Tokyo | Uni\u200bversity of Tokyo
University of Tokyo | University\u00a0of\u2003Tokyo
University of Tokyo | \u202eUniversity of Tokyo
University of Tokyo | University of \u2066Tokyo\u2069
University of Tokyo | Univer\u00adsity of Tokyo
University of Tokyo | University\u2060 of Tokyo
University of Tokyo | \ufeffUniversity of Tokyo
University of Tokyo | Universit\u034fy of Tokyo
University of Tokyo | University of Tokyo\ufe0f
University of Tokyo | University of Tokyo\u3164
University of Tokyo | University of Tokyo\u2800
University of Tokyo | University of To\u200dkyo
University of Tokyo | University of Tokуo\U000e0041
University of Tokyo | UNIVERSITY OF ꓔOKYO
University of Tokyo | UΝIVΕRSITΥ ΟF ΤΟΚΥΟ
University of Tokyo | ᴜniversity of ᴛokyo
University of Tokyo | University oƒ Tokyo
University of Tokyo | University of Tøkyø
University of Tokyo | Universitγ of Tokyo
University of Tokyo | Uniνersity of Tokyo
Harvard University | Наrvаrd University
Harvard University | Ηarvard University
Harvard University | Harѵard University
Harvard University | Hаrvard Universіty
Harvard University | Harvarԁ University
Harvard University | HARVARD UNlVERSlTY
Harvard University | Hɑrvɑrd University
Harvard University | Ꮋarvard University
Harvard University | Harvard Universi†y
Harvard University | H@rvard University
Oxford Brookes | 0xford Brookes
Oxford Brookes | Охford Brookes
Oxford Brookes | Oxƒord Brookes
Oxford Brookes | Oxfoгd Brookes
Oxford Brookes | Oⅹford Brookes
Oxford Brookes | Oxford Br00kes
Oxford Brookes | Oxford Brooκes
Carnegie Mellon | Camegie Mellon
Carnegie Mellon | Carnegie-Mellon
Carnegie Mellon | Carnegie rnellon
Carnegie Mellon | Cаrnegie Meΐlon
Warwick | VVarwick
Warwick | Ԝarwick
Warwick | ꓪarwick
MIT | МІТ
MIT | ΜΙΤ
MIT | M1T
MIT | MlT
MIT | M.I.T.
MIT | ꓟꓲꓔ
École Polytechnique | Ecole Polytechnique
École Polytechnique | École Polytechniquе
Universität Zürich | Universitat Zurich
Cæsar Institute | Caesar Institute
東京大学 | 東京大學
東京大学 | 東京太学
東京大学 | 東京犬学
東京大学 | 柬京大学
東京大学 | 東 京 大 学
東京大学 | 東京\u200b大学
東京大学 | 東京・大学
東京大学 | 東京大学\ufe00
東京大学 | 東京大学\U000e0100
東京大学 | 「東京大学」
日本大学 | 曰本大学
日本大学 | ⽇本大学
日本大学 | 日本大學
富士大学 | 富土大学
一橋大学 | ー橋大学
一橋大学 | ―橋大学
一橋大学 | －橋大学
千葉大学 | 干葉大学
千葉大学 | チ葉大学
鳥取大学 | 烏取大学
国学院大学 | 國學院大學
慶応義塾大学 | 慶應義塾大學
早稲田大学 | 早稲田犬学
玉川大学 | 王川大学
カタカナ学院 | 力タカナ学院
カタカナ学院 | カ夕カナ学院
カタカナ学院 | ｶﾀｶﾅ学院
ロボット工科大学 | 口ボット工科大学
ロボット工科大学 | ロボッ卜工科大学
ロボット工科大学 | ロポット工科大学
ロボット工科大学 | ロボットエ科大学
ロボット工科大学 | ロボツト工科大学
ニホン技術センター | 二ホン技術センター
ニホン技術センター | ニホン技術センタ一
ニホン技術センター | ニホン技術センタ―
ニホン技術センター | ニホソ技術センター
ニホン技術センター | ニホン技術セン夕ー
ハローアカデミー | 八ローアカデミー
ハローアカデミー | ハ口ーアカデミー
ハローアカデミー | ハロ一アカデミ一
ハローアカデミー | ハローア力デミー
ハローアカデミー | ハローアカデ三ー
ハローアカデミー | ﾊﾛｰｱｶﾃﾞﾐｰ
へいわ学園 | ヘいわ学園
りんご大学 | リんご大学
オリーブ短期大学 | 才リーブ短期大学
チーム学習協会 | 千ーム学習協会
イノベーション大学 | イ丿ベーション大学
ムサシ学園 | 厶サシ学園
ヒカリ専門学校 | 匕カリ専門学校
メディア大学 | 乄ディア大学
キャリア学院 | キヤリア学院
シンワ学園 | ツンワ学園
ネットラーニング | 礻ットラーニング
浜松学園 | 濱松学園
斎藤学園 | 齋藤学園
高崎学園 | 髙﨑学園
沢田医療専門学校 | 澤田醫療專門學校
"""
HONEST = """
University of Tokyo | University of Kyoto
University of Tokyo | Tokyo University of Science
University of Tokyo | Tokyo Institute of Technology
University of Michigan | Michigan State University
University of York | York University
University of Miami | Miami University
Washington University | University of Washington
University of Paris 1 | University of Paris 7
Cornell University | Cornell College
Boston University | Boston College
Newcastle University | University of Newcastle
Northmere Polytechnic | Northmore Polytechnic
東京大学 | 京都大学
東京大学 | 東京工業大学
東京大学 | 東京都立大学
大阪大学 | 大阪公立大学
大田高校 | 太田高校
大阪大学 | 犬山大学
日本大学 | 日本女子大学
学習院大学 | 学習院女子大学
明治大学 | 明海大学
北海道大学 | 北海学園大学
国際医療福祉大学 | 国際基督教大学
人間総合科学大学 | 入間総合科学大学
ハーバード | バーバード
カード学院 | ガード学院
МГУ | СПбГУ
ΕΚΠΑ | ΑΠΘ
서울대학교 | 연세대학교
"""


def pairs(table: str) -> list[tuple[str, str]]:
    rows = (line.partition(" | ") for line in table.strip("\n").split("\n"))
    return [(one, other) for one, _, other in rows]


@pytest.mark.parametrize(("listed", "spoof"), pairs(SPOOFS))
def test_a_spoof_has_the_skeleton_of_the_name_it_imitates(listed: str, spoof: str) -> None:
    assert listed != spoof
    assert skeleton(listed) == skeleton(spoof)


def test_there_are_more_than_a_hundred_spoofs_and_each_is_another() -> None:
    assert len(set(pairs(SPOOFS))) == len(pairs(SPOOFS)) > 120


@pytest.mark.parametrize(("one", "other"), pairs(HONEST))
def test_honest_names_that_are_merely_alike_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=60))
def test_a_skeleton_is_its_own_skeleton_and_hides_nothing_invisible(name: str) -> None:
    found = skeleton(name)
    assert skeleton(found) == found
    assert not any(unicodedata.category(letter)[0] in "CZPS" for letter in found)


@given(st.text(max_size=40), st.sampled_from("\u200b\u202e\u2066\u00ad\ufeff\u200d \u3000."), st.integers(0, 40))
def test_invisible_letters_and_spaces_change_no_skeleton(name: str, noise: str, place: int) -> None:
    cut = min(place, len(name))
    plain = unicodedata.normalize("NFC", name)
    if name == plain and unicodedata.normalize("NFC", name[:cut]) + unicodedata.normalize("NFC", name[cut:]) == plain:
        assert skeleton(name[:cut] + noise + name[cut:]).replace("ー", "") == skeleton(name).replace("ー", "")


def test_a_name_without_letters_looks_like_nobody() -> None:
    assert skeleton("") == skeleton("・・・") == skeleton("\u200b \u3164") == ""


def test_a_name_of_any_length_is_compared_quickly() -> None:
    assert len(skeleton("ﷺ" * 1_000_000)) < 20_000


def test_every_letter_of_the_table_reaches_its_prototype() -> None:
    for prototype, letters in {**lookalike._LETTERS, **lookalike._JAPANESE}.items():
        for letter in letters:
            assert skeleton(f"東{letter}東") == skeleton(f"東{prototype}東"), (prototype, letter)


HOSTS = [
    ("xn--80ak6aa92e.com", "аррӏе.com", ("аррӏе",)),
    ("gооgle.com", "gооgle.com", ("gооgle",)),
    ("xn--ggle-55da.com", "gооgle.com", ("gооgle",)),
    ("xn--abc-.jp", "abc.jp", ("abc",)),
    ("tokyo.ac.jp⁄evil.example", "tokyo.ac.jp⁄evil.example", ("jp⁄evil",)),
    ("tokyoノevil.example", "tokyoノevil.example", ("tokyoノevil",)),
    ("xn--99999999999999.jp", "xn--99999999999999.jp", ("xn--99999999999999",)),
]


@pytest.mark.parametrize(("host", "shown", "suspicious"), HOSTS)
def test_a_host_made_to_be_taken_for_another_is_flagged(host: str, shown: str, suspicious: tuple[str, ...]) -> None:
    warning = host_warning(host)
    assert warning is not None
    assert (warning.shown, warning.suspicious) == (shown, suspicious)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("xn--wgv71a119e.jp", "日本語.jp"),
        ("xn--bcher-kva.de", "bücher.de"),
        ("xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("東京cafe.jp", "東京cafe.jp"),
        ("スクール・オンライン.jp", "スクール・オンライン.jp"),
    ],
)
def test_an_honest_international_host_is_decoded_and_not_flagged(host: str, shown: str) -> None:
    warning = host_warning(host)
    assert warning is not None
    assert (warning.shown, warning.suspicious) == (shown, ())


def test_a_plain_host_needs_no_warning() -> None:
    assert host_warning("u-tokyo.ac.jp") is None


@given(st.text(max_size=300))
def test_no_host_however_odd_breaks_anything(host: str) -> None:
    host_warning(host)
    host_warning("xn--" + host)
    host_skeleton(host)
    host_of("did:web:" + host)
    host_of("https://" + host)


@pytest.mark.parametrize(
    ("identity", "host"),
    [
        ("did:web:northmere.example", "northmere.example"),
        ("did:web:Northmere.Example%3A8443:badges", "northmere.example"),
        ("https://northmere.example./a?b#c", "northmere.example"),
        ("https://tokyo.ac.jp@evil.example/", "evil.example"),
        ("https://[::1", ""),
        ("did:key:z6Mk", ""),
        ("http://northmere.example", ""),
    ],
)
def test_the_host_of_an_identity_is_where_it_is_published(identity: str, host: str) -> None:
    assert host_of(identity) == host
