"""Archives and documents with attachments, made as anybody would make them, and as nobody should."""

import io
import stat
import zipfile
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_with(name: str, data: bytes, **members: Any) -> bytes:
    """A ZIP of one entry whose header says something of its own."""
    out = io.BytesIO()
    info = zipfile.ZipInfo(name)
    for member, value in members.items():
        setattr(info, member, value)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, data)
    return out.getvalue()


def link(name: str, to: str, kind: int = stat.S_IFLNK) -> bytes:
    return zip_with(name, to.encode(), create_system=3, external_attr=(kind | 0o777) << 16)


def encrypted(archive: bytes) -> bytes:
    """The first bit of the flags set, in both headers of every entry."""
    out = bytearray(archive)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = out.find(mark)
        while start >= 0:
            out[start + place] |= 1
            start = out.find(mark, start + 4)
    return bytes(out)


def pdf_of(files: dict[str, bytes], password: str | None = None, owner: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for name, data in files.items():
        writer.add_attachment(name, data)
    if password is not None:
        writer.encrypt(password, owner, algorithm="AES-128")
    return written(writer)


def scanned(*pages: tuple[dict[str, Any], bytes], inside: bool = False) -> bytes:
    """A paper that was scanned: on each page one picture with these entries and bytes; ``inside`` a form."""
    writer = PdfWriter()
    for entries, data in pages:
        page, image = writer.add_blank_page(200, 200), StreamObject()
        image.set_data(data)
        image.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image")})
        image.update({NameObject(name): value for name, value in entries.items()})
        things = {NameObject("/Im0"): writer._add_object(image)}
        resources = DictionaryObject({NameObject("/XObject"): DictionaryObject(things)})
        if inside:
            form = StreamObject()
            form.set_data(b"/Im0 Do")
            form.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/Resources"): resources})
            again = writer._add_object(form)
            resources["/XObject"][NameObject("/Fm1")] = again  # a form in itself
            resources = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/Fm0"): again})})
        page[NameObject("/Resources")] = resources
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def specification(writer: PdfWriter, name: str, data: bytes) -> Any:
    stream = StreamObject()
    stream.set_data(data)
    stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
    embedded = DictionaryObject({NameObject("/F"): writer._add_object(stream)})
    members = {"/Type": NameObject("/Filespec"), "/F": TextStringObject(name), "/EF": embedded}
    return writer._add_object(DictionaryObject({NameObject(key): value for key, value in members.items()}))


def pinned_pdf(name: str, data: bytes) -> bytes:
    """A PDF with the file pinned to its page, as a note is."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FileAttachment"),
            NameObject("/FS"): specification(writer, name, data),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return written(writer)


def associated_pdf(name: str, data: bytes) -> bytes:
    """A PDF with the file associated with the whole document."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.root_object[NameObject("/AF")] = ArrayObject([specification(writer, name, data)])
    return written(writer)


def looped_pdf() -> bytes:
    """A PDF whose tree of names is its own child."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    tree = DictionaryObject()
    reference = writer._add_object(tree)
    tree[NameObject("/Kids")] = ArrayObject([reference, reference])
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): reference})
    return written(writer)


def bomb_pdf() -> bytes:
    """A PDF with an attachment that is a thousand times larger than it looks, and again, and again."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("zeros", bytes(200_000_000))
    for one in writer._objects:
        if isinstance(one, StreamObject) and len(one._data) > 1_000_000:
            packed: Any = one.flate_encode().flate_encode()
            one._data = packed._data
            one[NameObject("/Filter")] = packed["/Filter"]
    return written(writer)
