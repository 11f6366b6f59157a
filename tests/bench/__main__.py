"""``make bench``: one run, one table, and ``docs/performance.md`` written from it."""

from pathlib import Path

from tests.bench import beside, cold, growth, page, peers, table

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"


def main() -> None:
    with peers.peers() as others:
        rows = table.rows(others)
        names = others.names
    run = page.Run(
        names, rows, cold.whole(), growth.by_size(), growth.by_count(), growth.in_process(), list(beside.lines())
    )
    PAGE.write_text(page.page(run), encoding="utf-8")
    print(f"\nwritten: docs/{PAGE.name}")
    for bar in page.bars(run):
        print(
            f"{bar.found or 'not measured':40} {'met' if bar.met else '-' if bar.found is None else 'NOT MET':8} {bar.promise}"
        )


if __name__ == "__main__":
    main()
