// resolve_files: files become one table of records, the table parties, the parties rows again.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "chokepoint/resolve.h"
#include "engine/resolve_columns.h"
#include "engine/resolve_labels.h"
#include "engine/resolve_pairs.h"
#include "ingest/csv_reader.h"
#include "ingest/decode.h"
#include "ingest/parquet_reader.h"
#include "linkage/linkage.h"
#include "store/store.h"

namespace chokepoint {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kWriteBytes = std::size_t{1} << 20;

// The ids as written, one behind the other.
class RecordIds {
 public:
  void add(std::string_view id) {
    bytes_.append(id);
    ends_.push_back(bytes_.size());
  }
  std::string_view at(std::size_t record) const {
    const std::size_t begin = record == 0 ? 0 : ends_[record - 1];
    return std::string_view(bytes_).substr(begin, ends_[record] - begin);
  }
  std::size_t size() const { return ends_.size(); }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

class ResolveDesk {
 public:
  ResolveDesk(const ResolveOptions& options, ResolveReport& report)
      : options_(options), report_(report) {}

  Expected<> read(const std::filesystem::path& file,
                  const std::vector<engine::MappedField>* mapping);
  Expected<> write(const std::function<Expected<>(std::string_view)>& write);

 private:
  void add_batch(const std::string& file, const ingest::RowBatch& batch,
                 const engine::TakenColumns& taken, const std::vector<std::string>& columns);
  void tell_problem(ResolveProblem problem) {
    if (report_.problems.size() < ResolveReport::kProblemsMax)
      report_.problems.push_back(std::move(problem));
  }
  void count_ids();
  Expected<linkage::Parties> link();

  const ResolveOptions& options_;
  ResolveReport& report_;
  linkage::RecordTable table_;
  RecordIds ids_;
};

Expected<std::unique_ptr<ingest::RowReader>> open_rows(const std::filesystem::path& file) {
  if (file.extension() == ".parquet") {
    TRY_ASSIGN(const store::Store store, store::Store::in_memory());
    return ingest::open_parquet(store, file);
  }
  TRY_ASSIGN(auto source, ingest::open_decoded(file));
  TRY_ASSIGN(auto reader, ingest::CsvReader::open(std::move(source)));
  return reader;
}

// False: nothing comes after this batch.
Expected<bool> read_batch(ingest::RowReader& reader, const std::string& file,
                          ingest::RowBatch& batch) {
  auto next = reader.next(batch);
  if (!next) return std::unexpected(std::move(next).error().in(file));
  return *next;
}

Expected<> ResolveDesk::read(const std::filesystem::path& path,
                             const std::vector<engine::MappedField>* mapping) {
  const std::string file = path.filename().string();
  auto opened = open_rows(path);
  if (!opened) {
    if (opened.error().message.find(file) != std::string::npos)
      return std::unexpected(std::move(opened).error());
    return std::unexpected(std::move(opened).error().in(file));
  }
  const std::unique_ptr<ingest::RowReader> reader = std::move(*opened);
  table_.start_file();
  ingest::RowBatch batch, coming;
  TRY_ASSIGN(bool more, read_batch(*reader, file, batch));
  const std::vector<std::string>& columns = reader->columns();
  TRY_ASSIGN(const engine::TakenColumns taken,
             engine::take_columns(file, columns, batch, mapping, table_, report_.columns));
  while (true) {
    // One batch is taken while the next is cut in cells.
    Expected<bool> next = false;
    base::parallel_for(more ? 2 : 1, {options_.threads, 1},
                       [&](std::size_t begin, std::size_t end) {
                         for (std::size_t i = begin; i < end; ++i) {
                           if (i == 0) {
                             add_batch(file, batch, taken, columns);
                           } else {
                             next = read_batch(*reader, file, coming);
                           }
                         }
                       });
    if (options_.progress) options_.progress("reading records", table_.size(), 0);
    if (!more) return {};
    TRY_ASSIGN(more, std::move(next));
    std::swap(batch, coming);
  }
}

void ResolveDesk::add_batch(const std::string& file, const ingest::RowBatch& batch,
                            const engine::TakenColumns& taken,
                            const std::vector<std::string>& columns) {
  for (const ingest::BadRow& bad : batch.bad_rows) {
    ++report_.rows_left_out;
    tell_problem({file, bad.line, bad.field, bad.reason});
  }
  const auto cell = [&](std::size_t row, std::size_t column) {
    return std::string_view(batch.at(row, column));
  };
  for (const linkage::BadValue& bad :
       table_.add_rows(batch.size(), taken.sources, cell, options_.threads)) {
    ++report_.cells_left_out;
    tell_problem({file, batch.lines[bad.row], columns[bad.column], bad.reason});
  }
  for (std::size_t row = 0; row < batch.size(); ++row) {
    std::string_view id;
    if (taken.record_id != kNone) id = batch.at(row, taken.record_id);
    while (id.starts_with(' ')) id.remove_prefix(1);
    while (id.ends_with(' ')) id.remove_suffix(1);
    if (id.empty()) {
      // Numbers go on over the files.
      ids_.add(std::to_string(ids_.size() + 1));
    } else {
      ids_.add(id);
    }
  }
}

void ResolveDesk::count_ids() {
  std::vector<std::uint64_t> hashes(ids_.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) hashes[i] = base::hash_bytes(ids_.at(i));
  std::ranges::sort(hashes);
  for (std::size_t i = 1; i < hashes.size(); ++i)
    report_.repeated_ids += hashes[i] == hashes[i - 1] ? 1 : 0;
  for (std::size_t record = 0; record < table_.size(); ++record) {
    const std::uint32_t* row = table_.row(record);
    report_.nothing_known +=
        std::all_of(row, row + table_.fields().size(), [](std::uint32_t v) { return v == 0; });
  }
}

// "0.1234": four digits are more than the model knows.
void append_probability(float probability, std::string& text) {
  const auto ten_thousandths =
      static_cast<int>(std::lround(std::clamp(probability, 0.0F, 1.0F) * 10000));
  text += static_cast<char>('0' + ten_thousandths / 10000);
  text += '.';
  for (int unit = 1000; unit > 0; unit /= 10)
    text += static_cast<char>('0' + ten_thousandths / unit % 10);
}

Expected<linkage::Parties> ResolveDesk::link() {
  linkage::LinkageOptions options;
  options.threads = options_.threads;
  if (options_.progress) {
    options.progress = [this](const char* what, std::uint64_t done, std::uint64_t total) {
      options_.progress(what, done, total);
    };
  }
  Expected<> told;
  if (options_.explain) {
    options.explain = [&](const linkage::PairExplanation& pair) {
      told = options_.explain(engine::write_pair(table_, pair, ids_.at(pair.a), ids_.at(pair.b)));
      return told.has_value();
    };
  }
  std::vector<linkage::LabelledPair> labels;
  if (!options_.labels.empty()) {
    TRY_ASSIGN(labels,
               engine::load_resolve_labels(options_.labels, table_.size(),
                                           [this](std::size_t record) { return ids_.at(record); }));
  }
  options.labels = labels;
  report_.labels = labels.size();
  linkage::LinkageReport found;
  linkage::Parties parties = linkage::link_records(table_, options, found);
  TRY(told);
  report_.pairs_compared = found.candidate_pairs;
  report_.weights = engine::write_weights(table_, found.weights);
  report_.notes = std::move(found.notes);
  report_.records = table_.size();
  return parties;
}

Expected<> ResolveDesk::write(const std::function<Expected<>(std::string_view)>& write) {
  table_.settle(options_.threads);
  count_ids();
  TRY_ASSIGN(const linkage::Parties parties, link());
  std::vector<std::uint32_t> numbers(table_.size());
  std::string text = "record_id,cluster_id,probability\n";
  for (std::size_t record = 0; record < table_.size(); ++record) {
    std::uint32_t& number = numbers[parties.of_record[record]];
    if (number == 0) number = static_cast<std::uint32_t>(++report_.clusters);
    engine::append_csv_cell(ids_.at(record), text);
    text += ',';
    fmt::format_to(std::back_inserter(text), "{}", number);
    text += ',';
    append_probability(parties.probability[record], text);
    text += '\n';
    if (text.size() < kWriteBytes) continue;
    TRY(write(text));
    text.clear();
  }
  return write(text);
}

}  // namespace

Expected<ResolveReport> resolve_files(
    const std::vector<std::filesystem::path>& files, const ResolveOptions& options,
    const std::function<Expected<>(std::string_view text)>& write) {
  ResolveReport report;
  std::vector<engine::MappedField> mapping;
  if (!options.mapping.empty()) {
    TRY_ASSIGN(mapping, engine::load_resolve_mapping(options.mapping));
  }
  ResolveDesk desk(options, report);
  for (const std::filesystem::path& file : files)
    TRY(desk.read(file, options.mapping.empty() ? nullptr : &mapping));
  TRY(desk.write(write));
  return report;
}

}  // namespace chokepoint
