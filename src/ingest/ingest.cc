// The way of a file: what is it (feed_format), bytes to text (decode), text to rows (csv_reader,
// json_reader, ..), whose columns are those (mapping), rows to nouns (feed_converter), nouns into
// the case file (intake).
//
// Two batches are in hand at any time: while one thread hands the nouns of the last to the case
// file, another reads and converts the next. The order of rows does not depend on it.
#include "ingest/ingest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <optional>

#include "base/parallel_for.h"
#include "ingest/csv_reader.h"
#include "ingest/decode.h"
#include "ingest/feed_converter.h"
#include "ingest/intake.h"
#include "ingest/intake_list_sink.h"
#include "ingest/json_reader.h"
#include "ingest/mapping.h"
#include "ingest/pacs008_reader.h"
#include "ingest/parquet_reader.h"
#include "ingest/recognise.h"
#include "ingest/watch_list.h"

namespace chokepoint::ingest {
namespace {

struct KindOfFeed {
  std::string_view kind;
  const char* table;  // whose counts are reported
};
constexpr KindOfFeed kKinds[] = {{"consignments", "consignment"},
                                 {"items", "item"},
                                 {"payments", "payment"},
                                 {"listings", "listing"},
                                 {"licences", "licence"},
                                 {"notifications", "notification"},
                                 {"outcomes", "outcome"},
                                 {"list", "list_entry"},
                                 {"party_decisions", "party_decision"}};

// Counts what the file has given, for the progress bar.
class CountedSource final : public ByteSource {
 public:
  CountedSource(std::unique_ptr<ByteSource> source, std::atomic<std::uint64_t>& count)
      : source_(std::move(source)), count_(count) {}
  Expected<std::size_t> read(std::span<char> into) override {
    TRY_ASSIGN(const std::size_t size, source_->read(into));
    count_ += size;
    return size;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  std::atomic<std::uint64_t>& count_;
};

// A file opened as rows, with whatever has to be asked of its parts afterwards.
struct OpenFeed {
  std::unique_ptr<RowReader> rows;
  std::string_view format;
  const CsvReader* csv = nullptr;
  const DecodedSource* text = nullptr;
  std::unique_ptr<std::atomic<std::uint64_t>> bytes_read;
};

Expected<std::unique_ptr<DecodedSource>> open_counted(const std::filesystem::path& file,
                                                      std::atomic<std::uint64_t>& count) {
  TRY_ASSIGN(auto bytes, open_file(file));
  return decode(std::make_unique<CountedSource>(std::move(bytes), count));
}

Expected<OpenFeed> open_feed(const store::Store& store, const std::filesystem::path& file,
                             std::string_view format, const Mapping* mapping) {
  OpenFeed feed;
  feed.format = format;
  feed.bytes_read = std::make_unique<std::atomic<std::uint64_t>>(0);
  if (format == "parquet") {
    TRY_ASSIGN(feed.rows, open_parquet(store, file));
    return feed;
  }
  TRY_ASSIGN(auto text, open_counted(file, *feed.bytes_read));
  feed.text = text.get();
  if (format == "json" || format == "ndjson") {
    JsonOptions options;
    options.one_object_a_line = format == "ndjson";
    TRY_ASSIGN(feed.rows, open_json(std::move(text), options));
    return feed;
  }
  if (format == "pacs.008") {
    TRY_ASSIGN(feed.rows, open_pacs008(std::move(text)));
    return feed;
  }
  CsvOptions options;
  if (mapping != nullptr) {
    options.delimiter = mapping->delimiter.value_or('\0');
    options.header = mapping->has_header;
  }
  TRY_ASSIGN(auto csv, CsvReader::open(std::move(text), options));
  feed.csv = csv.get();
  feed.format = csv->delimiter() == '\t' ? "tsv" : "csv";
  feed.rows = std::move(csv);
  return feed;
}

// A header of one column that nothing fits is most likely cut by a delimiter that nobody expects.
Error explain_one_column(Error error, const CsvReader* csv) {
  if (csv == nullptr || csv->columns().size() != 1 || error.code != ErrorCode::format) return error;
  const std::string& header = csv->header_line();
  char found = '\0';
  std::size_t found_times = 0;
  for (const char candidate : {',', ';', '\t', '|', '^', '~', ':', '#', '/', '\x1f', '\x01'}) {
    const auto times = static_cast<std::size_t>(std::ranges::count(header, candidate));
    if (candidate != csv->delimiter() && times > found_times) {
      found = candidate;
      found_times = times;
    }
  }
  std::string guess = "and nothing in it looks like a delimiter";
  if (found == '\t') {
    guess = fmt::format("and {} tabs stand in it", found_times);
  } else if (found != '\0') {
    const bool shown = static_cast<unsigned char>(found) >= 0x20;
    guess = fmt::format("and {} stands in it {} times",
                        shown ? fmt::format("'{}'", found)
                              : fmt::format("the byte {:#04x}", static_cast<int>(found)),
                        found_times);
  }
  error.message = fmt::format(
      "wrong delimiter: cut by '{}' the header is one column, \"{}\", {}. Delimiters found unasked "
      "are , ; tab |; a mapping "
      "names any other: [file] delimiter = \"{}\"",
      csv->delimiter() == '\t' ? "\\t" : std::string(1, csv->delimiter()), header, guess,
      found == '\0' || static_cast<unsigned char>(found) < 0x20 ? '^' : found);
  return error;
}

// ---- the two batches in hand ----

struct Batch {
  RowBatch rows;
  NounBatch nouns;
  bool is_last = false;
  std::optional<Error> failed;
};

void load(RowReader& reader, FeedConverter& converter, Batch& batch) {
  batch.nouns = {};
  const auto more = reader.next(batch.rows);
  if (!more) {
    batch.failed = more.error();
    return;
  }
  batch.is_last = !*more;
  converter.start_batch(batch.rows);
  converter.convert(batch.rows, 0, batch.rows.size(), batch.nouns);
}

Expected<> hand_over(const NounBatch& nouns, const std::vector<BadRow>& cut_badly, Intake& intake) {
  const auto add_all = [&](const auto& rows) -> Expected<> {
    for (const auto& row : rows) TRY(intake.add(row));
    return {};
  };
  TRY(add_all(nouns.consignments));
  TRY(add_all(nouns.items));
  TRY(add_all(nouns.mentions));
  TRY(add_all(nouns.payments));
  TRY(add_all(nouns.listings));
  TRY(add_all(nouns.licences));
  TRY(add_all(nouns.notifications));
  TRY(add_all(nouns.party_decisions));
  TRY(add_all(nouns.outcomes));
  TRY(add_all(nouns.list_entries));
  TRY(add_all(nouns.list_details));
  for (const BadRow& bad : cut_badly) TRY(intake.reject(bad));
  for (const BadRow& bad : nouns.bad_rows) TRY(intake.reject(bad));
  return {};
}

struct RowCounts {
  std::uint64_t rows = 0, refused = 0;
};

// Tells the host where the work is, a few times a second.
class ProgressTeller {
 public:
  ProgressTeller(const Progress& progress, std::string what, std::uint64_t total)
      : progress_(progress), what_(std::move(what)), total_(total) {}
  void tell(std::uint64_t done) {
    const auto now = std::chrono::steady_clock::now();
    if (!progress_ || now < next_) return;
    next_ = now + std::chrono::milliseconds(250);
    progress_(what_, std::min(done, total_), total_);
  }

 private:
  const Progress& progress_;
  std::string what_;
  std::uint64_t total_;
  std::chrono::steady_clock::time_point next_{};
};

Expected<RowCounts> pass_rows(OpenFeed& feed, FeedConverter& converter, Intake& intake,
                              ProgressTeller& teller) {
  RowCounts counts;
  std::array<Batch, 2> batches;
  load(*feed.rows, converter, batches[0]);
  for (std::size_t turn = 0;; ++turn) {
    Batch& ready = batches[turn % 2];
    Batch& next = batches[(turn + 1) % 2];
    if (ready.failed) return std::unexpected(std::move(*ready.failed));
    Expected<> handed;
    base::parallel_for(2, {.threads = 2, .grain = 1}, [&](std::size_t part, std::size_t) {
      if (part == 0) {
        handed = hand_over(ready.nouns, ready.rows.bad_rows, intake);
      } else if (!ready.is_last) {
        load(*feed.rows, converter, next);
      }
    });
    TRY(std::move(handed));
    counts.rows += ready.rows.size() + ready.rows.bad_rows.size();
    counts.refused += ready.nouns.refused_rows + ready.rows.bad_rows.size();
    teller.tell(*feed.bytes_read);
    if (ready.is_last) return counts;
  }
}

Expected<> tell_bad_sequences(const OpenFeed& feed, Intake& intake) {
  if (feed.text == nullptr || feed.text->bad_sequences().count == 0) return {};
  const BadSequences& bad = feed.text->bad_sequences();
  return intake.reject(
      {bad.first_line, "", "",
       fmt::format(
           "{} malformed {} sequences in the file, the first on this line; each became U+FFFD",
           bad.count, name(feed.text->encoding()))});
}

// The mapping asked for, or the preset that fits.
Expected<const Mapping*> choose_mapping(const IngestOptions& options,
                                        const std::optional<Mapping>& asked,
                                        const std::vector<Mapping>& presets, const OpenFeed& feed) {
  if (asked) return &*asked;
  auto preset = recognise(presets, feed.rows->columns(), field_names(options.kind));
  if (!preset) return std::unexpected(explain_one_column(std::move(preset).error(), feed.csv));
  return preset;
}

// The texts behind a SourceFile.
struct SourceOfRows {
  std::string name, kind, hash;

  records::SourceFile row() const {
    records::SourceFile source;
    source.source_file_id =
        records::make_row_id("source_file", fmt::format("{}\x1f{}\x1f{}", kind, name, hash));
    source.name = name;
    source.kind = kind;
    source.content_hash = hash;
    return source;
  }
};

Expected<SourceOfRows> name_source(const std::filesystem::path& file, const std::string& kind) {
  TRY_ASSIGN(std::string hash, hash_file(file));
  return SourceOfRows{file.filename().string(), kind, std::move(hash)};
}

// A watch-list in its publisher's own format.
Expected<IngestReport> ingest_list(store::Store& store, const std::filesystem::path& file,
                                   std::string_view format, const IngestOptions& options,
                                   Moment received, const Progress& progress) {
  if (options.kind != "list") {
    return fail(ErrorCode::usage, fmt::format("is a watch-list ({}); ingest it as list, not as {}",
                                              format, options.kind));
  }
  TRY_ASSIGN(const CodeTables tables, CodeTables::load());
  TRY_ASSIGN(const SourceOfRows source, name_source(file, options.kind));
  TRY_ASSIGN(Intake intake, Intake::begin(store, source.row()));
  if (options.is_whole_list) intake.take_as_whole_list(received);
  ListOptions list;
  list.list = options.list_name;
  if (list.list.empty()) list.list = default_list_name(format);
  if (list.list.empty()) list.list = file.stem().string();
  list.known_at = received;
  list.source_file_id = intake.source_file_id();
  list.find_country = [&](std::string_view name) { return std::string(tables.find_country(name)); };
  IntakeListSink sink(intake);
  std::error_code ignored;
  ProgressTeller teller(progress, "reading " + source.name,
                        std::filesystem::file_size(file, ignored));
  std::atomic<std::uint64_t> bytes_read = 0;
  teller.tell(0);
  const auto open = [&]() -> Expected<std::unique_ptr<ByteSource>> {
    return open_counted(file, bytes_read);
  };
  TRY_ASSIGN(const ListCounts counts, read_list(format, open, list, sink));
  const char* principal = counts.entries > 0 ? "list_entry" : "list_detail";
  TRY_ASSIGN(const Intake::Counts kept,
             intake.commit(principal, counts.rows, {options.rejects_allowed, counts.rejects}));
  return IngestReport{source.name, std::string(format), std::string(format), counts.rows,
                      kept.added,  kept.repeated,       kept.rejected};
}

Expected<IngestReport> ingest_rows(store::Store& store, const std::filesystem::path& file,
                                   std::string_view format, const KindOfFeed& kind,
                                   const IngestOptions& options, Moment received,
                                   const Progress& progress) {
  std::optional<Mapping> asked;
  if (!options.mapping.empty()) {
    TRY_ASSIGN(asked, load_mapping(options.mapping));
    if (asked->kind != options.kind) {
      return fail(ErrorCode::usage,
                  fmt::format("the mapping {} is of {}, the file is to be read as {}", asked->name,
                              asked->kind, options.kind));
    }
  }
  TRY_ASSIGN(const std::vector<Mapping> presets, load_presets(options.kind));
  TRY_ASSIGN(OpenFeed feed, open_feed(store, file, format, asked ? &*asked : nullptr));
  TRY_ASSIGN(const Mapping* mapping, choose_mapping(options, asked, presets, feed));

  TRY_ASSIGN(const CodeTables tables, CodeTables::load());
  TRY_ASSIGN(const SourceOfRows source, name_source(file, options.kind));
  FeedContext context;
  context.tables = &tables;
  context.source_file_id = source.row().source_file_id;
  context.received = received;
  context.list_name = options.list_name.empty() ? file.stem().string() : options.list_name;
  auto converter = make_converter(*mapping, feed.rows->columns(), context);
  if (!converter)
    return std::unexpected(explain_one_column(std::move(converter).error(), feed.csv));

  TRY_ASSIGN(Intake intake, Intake::begin(store, source.row()));
  if (options.is_whole_list) intake.take_as_whole_list(received);
  std::error_code ignored;
  ProgressTeller teller(progress, "reading " + source.name,
                        std::filesystem::file_size(file, ignored));
  TRY_ASSIGN(const RowCounts counts, pass_rows(feed, **converter, intake, teller));
  TRY(tell_bad_sequences(feed, intake));
  TRY_ASSIGN(const Intake::Counts kept,
             intake.commit(kind.table, counts.rows, {options.rejects_allowed, counts.refused}));

  IngestReport report;
  report.file = source.name;
  report.format = std::string(feed.format);
  report.preset = mapping->name;
  report.rows = counts.rows;
  report.added = kept.added;
  report.repeated = kept.repeated;
  report.rejected = kept.rejected;
  return report;
}

Expected<IngestReport> ingest_by_format(store::Store& store, const std::filesystem::path& file,
                                        const KindOfFeed& kind, const IngestOptions& options,
                                        Moment received, const Progress& progress) {
  TRY_ASSIGN(const auto source, open_file(file));
  std::array<char, 1> first;
  TRY_ASSIGN(const std::size_t size, source->read(first));
  if (size == 0) return fail(ErrorCode::format, "the file is empty");
  TRY_ASSIGN(const std::string_view format, recognise_file(file));
  if (format.empty()) {
    return fail(ErrorCode::format,
                "is neither text nor Parquet, or XML of a kind that is not known; unpack it, or "
                "save its table as CSV");
  }
  if (is_list_format(format)) return ingest_list(store, file, format, options, received, progress);
  return ingest_rows(store, file, format, kind, options, received, progress);
}

}  // namespace

Expected<IngestReport> ingest_file(store::Store& store, const std::filesystem::path& file,
                                   const IngestOptions& options, const Progress& progress) {
  const auto* kind = std::ranges::find(kKinds, options.kind, &KindOfFeed::kind);
  if (kind == std::end(kKinds)) {
    return fail(
        ErrorCode::usage,
        fmt::format("unknown kind \"{}\"; there are consignments, items, payments, listings, "
                    "licences, notifications, outcomes, list, party_decisions",
                    options.kind));
  }
  Moment received;
  if (!options.known_at.empty()) {
    const auto moment = records::parse_moment(options.known_at);
    if (!moment) {
      return fail(
          ErrorCode::usage,
          fmt::format("known_at \"{}\" is no time; write 2023-11-16 or 2023-11-16T08:30:00Z",
                      options.known_at));
    }
    received = *moment;
  }
  if (options.is_whole_list && (options.kind != "list" || !received.is_known())) {
    return fail(
        ErrorCode::usage,
        "a whole list is of the kind list and needs known_at, the time at which it stood so");
  }
  auto report = ingest_by_format(store, file, *kind, options, received, progress);
  if (report || report.error().message.find(file.filename().string()) != std::string::npos)
    return report;
  return std::unexpected(std::move(report).error().in(file.filename().string()));
}

}  // namespace chokepoint::ingest
