"""Makes ``resources/samples``: credentials by institutions that do not exist, signed with keys made for this.

    python packaging/samples.py           write the files
    python packaging/samples.py --check   say whether the files are what this script makes

Everything is fixed (seeds, salts, dates), so that the files are the same on every machine.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import struct
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from wallet import RESOURCES
from wallet.crypto.keys import PrivateKey
from wallet.encoding import b64url_encode, dump_json, parse_time
from wallet.formats import sdjwt
from wallet.formats.baked import PNG_SIGNATURE, bake_png
from wallet.library import Library
from wallet.proofs import sign_document, sign_jws

V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
STATUS = "https://shiomizaka.example/status/1"
INSTITUTIONS = {
    "hokuso": "北総学院大学",
    "shiomizaka": "汐見坂大学",
    "manabinowa": "一般社団法人 まなびの環",
    "kumori": "Kumori Academy",
    "northmere": "Northmere Polytechnic",
}


def key(name: str) -> PrivateKey:
    """A key whose secret is public: good for samples, and for nothing else."""
    return PrivateKey.from_seed(hashlib.sha256(f"akashi sample key: {name}".encode()).digest())


HOLDER = key("holder")


def did(name: str) -> str:
    return f"did:web:{name}.example"


def issuer(name: str) -> dict[str, Any]:
    return {"id": did(name), "type": ["Profile"], "name": INSTITUTIONS[name], "url": f"https://{name}.example"}


def uuid(name: str) -> str:
    digest = hashlib.sha256(f"akashi sample: {name}".encode()).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"


def badge(name: str, by: str, awarded: str, achievement: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An unsigned Open Badge 3.0."""
    subject = {
        "id": HOLDER.did,
        "type": ["AchievementSubject"],
        **more.pop("subject", {}),
        "achievement": {"id": uuid(f"{name} achievement"), "type": ["Achievement"], **achievement},
    }
    return {
        "@context": [V2, OB],
        "id": uuid(name),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement["name"],
        "issuer": issuer(by),
        "validFrom": awarded,
        **more,
        "credentialSubject": subject,
    }


def sign(document: dict[str, Any], by: str) -> bytes:
    signed = sign_document(
        document,
        key(by),
        created=parse_time(document["validFrom"]),
        library=Library.bundled(),
        verification_method=f"{did(by)}#key-1",
    )
    return json.dumps(signed, ensure_ascii=False, indent=2).encode() + b"\n"


def alignment(name: str, kind: str = "CFItem", **more: Any) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": f"https://skills.example/{hashlib.sha256(name.encode()).hexdigest()[:8]}",
        "targetType": kind,
        **more,
    }


def participation() -> bytes:
    achievement = {
        "achievementType": "Membership",
        "name": "教育フォーラム2026 参加証",
        "description": "2026年7月5日の教育フォーラムに参加しました。評価は行っていません。",
        "criteria": {"narrative": "当日の受付で参加を確認しました。"},
        "inLanguage": "ja",
    }
    return sign(badge("participation", "manabinowa", "2026-07-05T09:00:00+09:00", achievement), "manabinowa")


def programme() -> bytes:
    achievement = {
        "achievementType": "CertificateOfCompletion",
        "name": "履修証明プログラム 観光まちづくり",
        "description": "地域の資源を調べ、計画にまとめ、住民と合意をつくる60時間のプログラム。",
        "criteria": {"narrative": "60時間すべてに出席し、計画書と発表の評価がともに合格であること。"},
        "fieldOfStudy": "観光学",
        "inLanguage": "ja",
        "alignment": [alignment("地域資源を調べて説明できる"), alignment("合意形成の場を運営できる")],
        "resultDescription": [
            {
                "id": uuid("programme result"),
                "type": ["ResultDescription"],
                "name": "計画書と発表",
                "resultType": "Status",
            }
        ],
    }
    status = status_entry("7")
    return sign(
        badge("programme", "shiomizaka", "2026-03-20T09:00:00+09:00", achievement, credentialStatus=status),
        "shiomizaka",
    )


def data_science() -> bytes:
    achievement = {
        "achievementType": "MicroCredential",
        "name": "データサイエンス基礎",
        "description": "データを集め、整え、説明するための90時間の学修。数理・データサイエンス・AI教育のリテラシー水準。",
        "criteria": {"narrative": "監督付き試験60%と課題40%の合計が60点以上であること。本人確認を行います。"},
        "creditsAvailable": 2.0,
        "fieldOfStudy": "データサイエンス",
        "inLanguage": "ja",
        "alignment": [
            alignment("目的に合うデータを集め、整えられる"),
            alignment("記述統計と可視化で傾向を説明できる"),
            alignment("分析の限界と倫理上の注意を述べられる"),
            alignment("学内の質保証委員会が毎年点検", "ext:QualityAssurance"),
        ],
        "resultDescription": [
            {
                "id": uuid("data result"),
                "type": ["ResultDescription"],
                "name": "監督付き試験と課題",
                "resultType": "LetterGrade",
            }
        ],
    }
    text = sign(badge("data science", "hokuso", "2026-03-31T09:00:00+09:00", achievement), "hokuso")
    return bake_png(picture(), dump_json(json.loads(text)))


def micro_credential() -> bytes:
    claims = {
        "vct": "urn:eu.europa.ec.eudi:learning:credential:1",
        "iss": did("hokuso"),
        "jti": uuid("micro-credential"),
        "iat": int(datetime(2026, 9, 12, tzinfo=UTC).timestamp()),
        "issuing_authority": INSTITUTIONS["hokuso"],
        "issuing_country": "JP",
        "date_of_issuance": "2026-09-12",
        "achievement_title": "統計的因果推論入門",
        "achievement_description": "観察データから因果を考えるための入門。2単位。",
        "language_of_classes": ["ja"],
        "family_name": "見本",
        "given_name": "学",
        "learning_outcomes": ["因果グラフで仮定を表せる", "交絡を見つけて調整できる", "結果の限界を説明できる"],
        "assessment_grade": "A",
        "learner_identification": "見本-2026-0417",
        "expected_study_time": "90時間 / 2単位",
        "level_of_learning_experience": "学士課程(発行者の記載)",
        "types_of_quality_assurance": ["学内の質保証委員会"],
        "prerequisites_to_enroll": ["データサイエンス基礎"],
        "integration_stackability_options": "「データ科学 修了証」の4科目のうち1つ",
    }
    hidden = (
        "/family_name", "/given_name", "/learning_outcomes/0", "/learning_outcomes/1", "/learning_outcomes/2",
        "/assessment_grade", "/learner_identification", "/expected_study_time", "/level_of_learning_experience",
        "/types_of_quality_assurance/0", "/prerequisites_to_enroll/0", "/integration_stackability_options",
    )  # fmt: skip
    header = {"kid": f"{did('hokuso')}#key-1"}
    return sdjwt.issue(claims, hidden, key("hokuso"), header, salts("micro"), HOLDER) + b"\n"


def salts(name: str) -> Iterator[str]:
    count = 0
    while True:
        yield b64url_encode(hashlib.sha256(f"akashi sample salt: {name} {count}".encode()).digest()[:16])
        count += 1


def vendor() -> bytes:
    achievement = {
        "achievementType": "Certification",
        "name": "Cloud Operations Associate",
        "description": "Runs and mends services on shared machines.",
        "criteria": {"narrative": "A proctored examination of 90 minutes, passed with 70 points or more."},
        "inLanguage": "en",
        "alignment": [alignment("Deploy a service and roll it back"), alignment("Read logs and find a cause")],
    }
    document = badge("vendor", "kumori", "2025-12-02T00:00:00Z", achievement, validUntil="2028-12-02T00:00:00Z")
    claims = {
        **document,
        "iss": did("kumori"),
        "sub": HOLDER.did,
        "jti": document["id"],
        "nbf": int(parse_time(document["validFrom"]).timestamp()),
        "exp": int(parse_time(document["validUntil"]).timestamp()),
    }
    header = {"typ": "JWT", "kid": f"{did('kumori')}#key-1"}
    return sign_jws(dump_json(claims), key("kumori"), header).encode() + b"\n"


def energy() -> bytes:
    achievement = {
        "achievementType": "MicroCredential",
        "name": "Introduction to Renewable Energy",
        "description": "Twenty-five hours on where electricity comes from and where it could come from.",
        "criteria": {"narrative": "A report of 2,000 words and a conversation about it."},
        "inLanguage": "en",
        "alignment": [
            alignment("Compare sources of electricity by cost and effect"),
            alignment("EQF 5", "ext:EQF", targetFramework="European Qualifications Framework", targetCode="5"),
        ],
    }
    document = badge("energy", "northmere", "2026-06-18T00:00:00Z", achievement, subject={"creditsEarned": 1.0})
    return sign(document, "northmere")


def expired() -> bytes:
    achievement = {
        "achievementType": "Certification",
        "name": "First Aid at Work",
        "description": "Six hours of practice; to be renewed after two years.",
        "criteria": {"narrative": "Practical assessment by an instructor."},
        "inLanguage": "en",
    }
    ends = {"validUntil": "2026-02-07T00:00:00Z"}
    return sign(badge("expired", "northmere", "2024-02-07T00:00:00Z", achievement, **ends), "northmere")


def revoked() -> bytes:
    achievement = {
        "achievementType": "Course",
        "name": "デジタル広報の実務",
        "description": "広報の計画と効果の測り方を学ぶ30時間の講座。",
        "criteria": {"narrative": "課題3件の合格。"},
        "inLanguage": "ja",
    }
    status = status_entry("94567")
    return sign(
        badge("revoked", "shiomizaka", "2025-05-16T09:00:00+09:00", achievement, credentialStatus=status), "shiomizaka"
    )


def forged() -> bytes:
    """Somebody turned a record of taking part into one of passing with distinction."""
    document = json.loads(participation())
    achievement = document["credentialSubject"]["achievement"]
    achievement["name"] = document["name"] = "教育フォーラム2026 最優秀修了証"
    achievement["description"] = "全課程を最優秀の成績で修了しました。"
    document["id"] = uuid("forged")
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def status_entry(index: str) -> dict[str, str]:
    return {
        "id": f"{STATUS}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index,
        "statusListCredential": STATUS,
    }


def status_list() -> bytes:
    """The list of the second university: one credential withdrawn, at place 94567."""
    bits = bytearray(131_072 // 8)
    bits[94567 >> 3] |= 0x80 >> (94567 & 7)
    packed = bytearray(gzip.compress(bytes(bits), mtime=0))
    packed[9] = 255  # The byte that names the operating system, which must not differ.
    document = {
        "@context": [V2],
        "id": STATUS,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did("shiomizaka"),
        "validFrom": "2026-11-20T00:00:00Z",
        "credentialSubject": {
            "id": f"{STATUS}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + b64url_encode(bytes(packed)),
        },
    }
    return sign(document, "shiomizaka")


def did_document(name: str) -> bytes:
    own = did(name)
    method = {"id": f"{own}#key-1", "type": "Multikey", "controller": own, "publicKeyMultibase": key(name).multikey}
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": own,
        "verificationMethod": [method],
        "assertionMethod": [f"{own}#key-1"],
    }
    return json.dumps(document, indent=2).encode() + b"\n"


def picture(size: int = 240) -> bytes:
    """A flower of eight petals in a ring, white on indigo, smooth at its edges."""
    ground, ink = (0x27, 0x49, 0x7A), (0xFB, 0xFA, 0xF6)
    rows = []
    for y in range(size):
        row = bytearray(b"\0")
        for x in range(size):
            share = _ink((x + 0.5) / size * 2 - 1, (y + 0.5) / size * 2 - 1, 2 / size)
            row += bytes(round(a + (b - a) * share) for a, b in zip(ground, ink, strict=True))
        rows.append(bytes(row))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", _deflate(b"".join(rows))), (b"IEND", b""))
    return PNG_SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def _deflate(data: bytes) -> bytes:
    """Stored, not compressed: compressors differ between machines, and the files must not."""
    out, checksum = [b"\x78\x01"], zlib.adler32(data)
    for start in range(0, len(data), 65_535):
        block = data[start : start + 65_535]
        last = start + 65_535 >= len(data)
        out.append(struct.pack("<BHH", last, len(block), 0xFFFF ^ len(block)) + block)
    return b"".join([*out, struct.pack(">I", checksum)])


def _ink(x: float, y: float, pixel: float) -> float:
    """How much of a pixel at (x, y), in -1 to 1, is ink."""
    radius, angle = math.hypot(x, y), math.atan2(y, x)
    petal = math.pi / 4
    turn = (angle + petal / 2) % petal - petal / 2
    along, across = radius * math.cos(turn), radius * math.sin(turn)
    width = 0.135 * math.sin(math.pi * min(max((along - 0.16) / 0.42, 0), 1)) ** 0.7
    shapes = (width - abs(across) if width > 0.01 else -1, 0.024 - abs(radius - 0.72), 0.085 - radius)
    return min(max(max(shapes) / pixel + 0.5, 0), 1)


def files() -> dict[str, bytes]:
    """Every file of the samples, by its path."""
    made = {
        "01-participation.json": participation(),
        "02-programme-60h.json": programme(),
        "03-data-science.png": data_science(),
        "04-micro-credential.sdjwt": micro_credential(),
        "05-cloud-operations.jwt": vendor(),
        "06-renewable-energy.json": energy(),
        "07-first-aid-expired.json": expired(),
        "08-public-relations-revoked.json": revoked(),
        "09-forged.json": forged(),
        "library/status-shiomizaka.json": status_list(),
    }
    made |= {f"library/did-{name}.json": did_document(name) for name in INSTITUTIONS}
    verdicts = {"07": "failed", "08": "failed", "09": "failed"}
    rows = [{"file": name, "verdict": verdicts.get(name[:2], "passed")} for name in made if "/" not in name]
    made["samples.json"] = json.dumps({"holder": HOLDER.seed.hex(), "credentials": rows}, indent=2).encode() + b"\n"
    return made


def main() -> int:
    folder = RESOURCES / "samples"
    made = files()
    if "--check" in sys.argv:
        wrong = [
            name for name, data in made.items() if not (folder / name).is_file() or (folder / name).read_bytes() != data
        ]
        print("\n".join(wrong) or "The samples are what this script makes.")
        return 1 if wrong else 0
    for name, data in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    print(f"{len(made)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
