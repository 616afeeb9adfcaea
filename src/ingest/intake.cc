// Rows go straight into their tables, inside the transaction; the id of each new row is staged
// beside. At commit the ids that occur more than once are looked at: of the rows of one id the
// first (oldest row number) stays, the others are repeats, or rejects when they say something else.
// So a file without repeats is written once and not copied, and a file of nothing but repeats costs
// what it adds and then deletes. DuckDB spills what does not fit in memory.
#include "ingest/intake.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <type_traits>

#include "store/table_io.h"

namespace chokepoint::ingest {
namespace {

using records::Moment;
using records::Reject;
using records::RowId;
using records::SourceFile;
using records::Text;

struct StagedId {
  std::uint64_t id = 0;
};

struct Tally {
  std::uint64_t added = 0, repeated = 0, rejected = 0;
};

// The id comes first in every table.
template <class Row>
std::string_view id_column() {
  return records::column_names<Row>().front();
}

template <class Row>
RowId id_of(const Row& row) {
  RowId id;
  bool is_first = true;
  records::for_each_column<Row>([&](auto column) {
    if constexpr (std::is_same_v<decltype(column.member), RowId Row::*>) {
      if (is_first) id = row.*column.member;
    }
    is_first = false;
  });
  return id;
}

// Columns that tell where a row came from or when it was let in, not what it says.
bool is_provenance(std::string_view column) {
  return column == "source_file_id" || column == "source_row" || column == "claimed_known_at";
}

// One table's part in an intake.
template <class Row>
class TableIntake {
 public:
  Expected<> add(store::Store& store, const Row& row) {
    if (!appender_) {
      TRY(store.execute(
          fmt::format("CREATE OR REPLACE TEMP TABLE {} (id UBIGINT NOT NULL)", staged_name())));
      TRY_ASSIGN(appender_, store::Appender<Row>::open(store));
      TRY_ASSIGN(ids_, store::RawAppender::open(store, staged_name()));
    }
    TRY(appender_->append(row));
    ids_->put(0, id_of(row));
    ++added_;
    return ids_->finish_row();
  }

  // Closes the table. What is rejected goes into the reject table.
  Expected<Tally> settle(store::Store& store, const SourceFile& source) {
    Tally tally;
    if (!appender_) return tally;
    TRY(appender_->close());
    TRY(ids_->close());
    tally.added = added_;
    TRY(find_repeats(store));
    const std::string repeats = repeats_name();
    TRY_ASSIGN(const std::int64_t count, store.query_number("SELECT count(*) FROM " + repeats));
    if (count > 0) {
      TRY_ASSIGN(const std::int64_t differing,
                 store.query_number(
                     fmt::format("SELECT count(*) FROM {} WHERE field IS NOT NULL", repeats)));
      TRY_ASSIGN(const std::int64_t pieces, store.query_number(further_pieces(source)));
      TRY(store.execute(fmt::format(
          "INSERT INTO staged_reject SELECT {}, {}, source_row, field, left(value, 200), "
          "'id seen before with other content' FROM {} WHERE field IS NOT NULL",
          source.source_file_id.value, store::quote(source.name), repeats)));
      TRY(store.execute(
          fmt::format("DELETE FROM {} WHERE rowid IN (SELECT row FROM {})", table(), repeats)));
      tally.added -= static_cast<std::uint64_t>(count);
      tally.rejected = static_cast<std::uint64_t>(differing);
      tally.repeated = static_cast<std::uint64_t>(count - differing - pieces);
    }
    return tally;
  }

  // After all tables are settled: a consignment's repeats are judged by those of its items.
  static std::string drop_statements() {
    return fmt::format("DROP TABLE IF EXISTS {}; DROP TABLE IF EXISTS {}; ", staged_name(),
                       repeats_name());
  }

 private:
  static std::string table() { return records::Table<Row>::kName; }
  static std::string staged_name() { return "staged_" + table() + "_id"; }
  static std::string repeats_name() { return "repeated_" + table(); }

  // repeated_TABLE (row, source_row, field, value): all rows of an id but its first; `field` is the
  // first column that differs from the first row's, NULL for a mere repeat.
  Expected<> find_repeats(store::Store& store) {
    std::string differs;
    std::string shown;
    const std::vector<std::string_view> names = records::column_names<Row>();
    const bool has_claim = std::ranges::count(names, "claimed_known_at") > 0;
    // The id comes first.
    for (const std::string_view name : std::span(names).subspan(1)) {
      if (is_provenance(name)) continue;
      // Items and mentions are known with their record, which alone remembers what it claimed.
      if (name == "known_at" && !has_claim) continue;
      std::string left = fmt::format("a.{}", name);
      std::string right = fmt::format("b.{}", name);
      if (name == "known_at") {
        // A row that came late was dated forward by the engine; what it claimed is what the file
        // says.
        left = "coalesce(a.claimed_known_at, a.known_at)";
        right = "coalesce(b.claimed_known_at, b.known_at)";
      }
      differs += fmt::format(" WHEN {} IS DISTINCT FROM {} THEN '{}'", left, right, name);
      shown += fmt::format(" WHEN {} IS DISTINCT FROM {} THEN {}::VARCHAR", left, right, right);
    }
    return store.execute(fmt::format(
        "CREATE OR REPLACE TEMP TABLE {repeats} AS "
        "WITH first AS (SELECT {id} AS id, min(rowid) AS row FROM {table} WHERE {id} IN (SELECT id "
        "FROM {staged}) "
        "GROUP BY {id} HAVING count(*) > 1) "
        "SELECT b.rowid AS row, b.source_row, CASE{differs} END AS field, CASE{shown} END AS value "
        "FROM first JOIN {table} b ON b.{id} = first.id AND b.rowid <> first.row "
        "JOIN {table} a ON a.{id} = first.id AND a.rowid = first.row",
        fmt::arg("repeats", repeats_name()), fmt::arg("id", id_column<Row>()),
        fmt::arg("table", table()), fmt::arg("staged", staged_name()), fmt::arg("differs", differs),
        fmt::arg("shown", shown)));
  }

  // A row that repeats its consignment to add a piece to it is new, although its consignment is
  // not.
  static std::string further_pieces(const SourceFile& source) {
    if (table() != "consignment") return "SELECT 0";
    return fmt::format(
        "SELECT count(*) FROM {} r WHERE field IS NULL AND EXISTS (SELECT 1 FROM item i WHERE "
        "i.source_file_id = {} AND i.source_row = r.source_row) AND NOT EXISTS (SELECT 1 FROM "
        "repeated_item i WHERE i.source_row = r.source_row)",
        repeats_name(), source.source_file_id.value);
  }

  std::optional<store::Appender<Row>> appender_;
  std::optional<store::RawAppender> ids_;
  std::uint64_t added_ = 0;
};

}  // namespace

struct Intake::State {
  store::Store* store = nullptr;
  SourceFile source;
  std::string name, kind, content_hash;
  bool is_open = false;
  // Items before consignments: a consignment's repeats are judged by the items that its rows added.
  std::tuple<TableIntake<records::Item>, TableIntake<records::Consignment>,
             TableIntake<records::Mention>, TableIntake<records::Payment>,
             TableIntake<records::Listing>, TableIntake<records::Licence>,
             TableIntake<records::Notification>, TableIntake<records::PartyDecision>,
             TableIntake<records::Outcome>, TableIntake<records::ListEntry>,
             TableIntake<records::ListDetail>, TableIntake<records::ListVersion>>
      tables;
  Moment whole_list_at;
  // By list, what a whole file of it names.
  struct Named {
    std::set<std::string> entry_ids;
    std::set<std::uint64_t> detail_keys;
  };
  std::map<std::string, Named, std::less<>> named;
  std::optional<store::Appender<Reject>> rejects;

  ~State() {
    if (!is_open) return;
    // Appenders must let go of the transaction before it is rolled back.
    rejects.reset();
    tables = {};
    store->rollback();
  }

  template <class Row>
  Expected<> add(const Row& row) {
    return std::get<TableIntake<Row>>(tables).add(*store, row);
  }

  Expected<> add_list_versions() {
    for (const auto& [list, what] : named) {
      const std::string entry_ids = fmt::format("{}", fmt::join(what.entry_ids, "\n"));
      std::string detail_keys;
      for (const std::uint64_t key : what.detail_keys) detail_keys += fmt::format("{:016x} ", key);
      records::ListVersion version;
      version.list_version_id = records::make_row_id(
          "list_version", fmt::format("{}\x1f{}\x1f{}", list, whole_list_at.micros, content_hash));
      version.list = list;
      version.entry_ids = entry_ids;
      version.detail_keys = detail_keys;
      version.known_at = whole_list_at;
      version.source_file_id = source.source_file_id;
      TRY(add(version));
    }
    return {};
  }
};

Intake::Intake(std::unique_ptr<State> state) : state_(std::move(state)) {}
Intake::Intake(Intake&&) noexcept = default;
Intake& Intake::operator=(Intake&&) noexcept = default;
Intake::~Intake() = default;

Expected<Intake> Intake::begin(store::Store& store, const SourceFile& source) {
  auto state = std::make_unique<State>();
  state->store = &store;
  state->source = source;
  state->name = source.name;
  state->kind = source.kind;
  state->content_hash = source.content_hash;
  state->source.name = state->name;
  state->source.kind = state->kind;
  state->source.content_hash = state->content_hash;
  TRY(store.begin());
  state->is_open = true;
  TRY(
      store.execute("CREATE OR REPLACE TEMP TABLE staged_reject AS SELECT * FROM reject LIMIT 0; "
                    "CREATE OR REPLACE TEMP TABLE repeated_item (source_row UBIGINT)"));
  TRY_ASSIGN(state->rejects, store::Appender<Reject>::open(store, "staged_reject"));
  return Intake(std::move(state));
}

RowId Intake::source_file_id() const {
  return state_->source.source_file_id;
}

Expected<> Intake::add(const records::Consignment& row) {
  return state_->add(row);
}
Expected<> Intake::add(const records::Item& row) {
  return state_->add(row);
}
Expected<> Intake::add(const records::Mention& row) {
  return state_->add(row);
}
Expected<> Intake::add(const records::Payment& row) {
  return state_->add(row);
}
Expected<> Intake::add(const records::Listing& row) {
  return state_->add(row);
}
Expected<> Intake::add(const records::Licence& row) {
  return state_->add(row);
}
Expected<> Intake::add(const records::Notification& row) {
  return state_->add(row);
}
Expected<> Intake::add(const records::PartyDecision& row) {
  return state_->add(row);
}
Expected<> Intake::add(const records::Outcome& row) {
  return state_->add(row);
}
Expected<> Intake::add(const records::ListEntry& row) {
  if (state_->whole_list_at.is_known())
    state_->named[std::string(row.list)].entry_ids.emplace(row.entry_id);
  return state_->add(row);
}
Expected<> Intake::add(const records::ListDetail& row) {
  if (state_->whole_list_at.is_known())
    state_->named[std::string(row.list)].detail_keys.insert(
        records::detail_key(row.entry_id, row.kind, row.value));
  return state_->add(row);
}

Expected<> Intake::reject(const BadRow& bad) {
  Reject reject;
  reject.source_file_id = state_->source.source_file_id;
  reject.source_name = state_->name;
  reject.source_row = bad.line;
  reject.field = bad.field;
  reject.value = bad.value;
  reject.reason = bad.reason;
  return state_->rejects->append(reject);
}

void Intake::take_as_whole_list(Moment known_at) {
  state_->whole_list_at = known_at;
}

Expected<> Intake::check_limit(const RejectLimit& limit, std::uint64_t refused,
                               std::uint64_t rows_read) const {
  constexpr std::uint64_t kRowsToJudge = 10;
  if (rows_read <= kRowsToJudge ||
      static_cast<double>(refused) <= limit.share * static_cast<double>(rows_read)) {
    return {};
  }
  std::string message =
      fmt::format("{} of {} rows were refused, more than the {:.3g}% allowed; nothing was kept.",
                  refused, rows_read, limit.share * 100);
  TRY_ASSIGN(const auto first,
             state_->store->query(
                 "SELECT source_row, coalesce(field, ''), reason, coalesce(value, '') FROM "
                 "staged_reject ORDER BY source_row, reason LIMIT 3"));
  for (const auto& row : first.rows) {
    message += fmt::format(" Line {}: {}{}{} (\"{}\").", *row[0], *row[1],
                           row[1]->empty() ? "" : ": ", *row[2], row[3]->substr(0, 60));
  }
  return fail(ErrorCode::rejected, message);
}

Expected<Intake::Counts> Intake::commit(const std::string& principal_table, std::uint64_t rows_read,
                                        const RejectLimit& limit) {
  State& state = *state_;
  store::Store& store = *state.store;
  TRY(state.rejects->close());
  TRY(check_limit(limit, limit.refused_rows, rows_read));
  TRY(state.add_list_versions());
  Counts counts;
  std::uint64_t refused = limit.refused_rows;
  std::string drops;
  std::optional<Error> failed;
  std::apply(
      [&](auto&... table) {
        const auto settle = [&]<class Row>(TableIntake<Row>& each) {
          if (failed) return;
          drops += TableIntake<Row>::drop_statements();
          auto tally = each.settle(store, state.source);
          if (!tally) {
            failed = std::move(tally).error();
          } else if (principal_table == records::Table<Row>::kName) {
            counts.added = tally->added;
            counts.repeated = tally->repeated;
            refused += tally->rejected;
          }
        };
        (settle(table), ...);
      },
      state.tables);
  if (failed) return std::unexpected(std::move(*failed));
  TRY(check_limit(limit, refused, rows_read));

  // The same line of the same file is told once, however often the file is read.
  TRY(
      store.execute("CREATE OR REPLACE TEMP TABLE new_reject AS SELECT DISTINCT * FROM "
                    "staged_reject s WHERE NOT EXISTS (SELECT 1 FROM "
                    "reject r WHERE r.source_file_id = s.source_file_id AND r.source_row = "
                    "s.source_row AND r.field IS NOT DISTINCT "
                    "FROM s.field AND r.reason = s.reason)"));
  TRY(store.execute("INSERT INTO reject SELECT * FROM new_reject ORDER BY ALL"));
  TRY_ASSIGN(const std::int64_t rejected,
             store.query_number("SELECT count(DISTINCT (source_row, field, reason)) FROM "
                                "staged_reject"));
  counts.rejected = static_cast<std::uint64_t>(rejected);
  TRY(store.execute(drops + "DROP TABLE staged_reject; DROP TABLE new_reject"));

  state.source.rows = rows_read;
  state.source.added = counts.added;
  state.source.rejects = counts.rejected;
  TRY_ASSIGN(
      const std::int64_t seen,
      store.query_number(fmt::format("SELECT count(*) FROM source_file WHERE source_file_id = {}",
                                     state.source.source_file_id.value)));
  if (seen == 0) {
    TRY_ASSIGN(auto appender, store::Appender<SourceFile>::open(store));
    TRY(appender.append(state.source));
    TRY(appender.close());
  }
  TRY(store.commit());
  state.is_open = false;
  return counts;
}

}  // namespace chokepoint::ingest
