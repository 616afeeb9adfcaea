// resolve_files: files become one table of records, the table parties, the parties rows again.
#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cmath>
#include <numeric>
#include <span>

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
constexpr std::size_t kWriteRows = std::size_t{1} << 16;

// The ids as written, one behind the other.
class RecordIds {
 public:
  void add(std::string_view id) {
    bytes_.append(id);
    ends_.push_back(bytes_.size());
    hashes_.push_back(base::hash_bytes(id));
  }
  std::string_view at(std::size_t record) const {
    const std::size_t begin = record == 0 ? 0 : ends_[record - 1];
    return std::string_view(bytes_).substr(begin, ends_[record] - begin);
  }
  std::size_t size() const { return ends_.size(); }
  std::span<const std::uint64_t> hashes() const { return hashes_; }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
  std::vector<std::uint64_t> hashes_;
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
                 const engine::TakenColumns& taken, const std::vector<std::string>& columns,
                 const std::function<void()>& meanwhile);
  void add_ids(const ingest::RowBatch& batch, std::size_t column);
  void tell_problem(ResolveProblem problem) {
    if (report_.problems.size() < ResolveReport::kProblemsMax)
      report_.problems.push_back(std::move(problem));
  }
  void count_ids();
  Expected<linkage::Parties> link();
  void append_rows(const linkage::Parties& parties, std::span<const std::uint32_t> numbers,
                   std::size_t begin, std::size_t end, std::string& text) const;

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
    std::function<void()> meanwhile;
    if (more) meanwhile = [&] { next = read_batch(*reader, file, coming); };
    add_batch(file, batch, taken, columns, meanwhile);
    if (options_.progress) options_.progress("reading records", table_.size(), 0);
    if (!more) return {};
    TRY_ASSIGN(more, std::move(next));
    std::swap(batch, coming);
  }
}

void ResolveDesk::add_batch(const std::string& file, const ingest::RowBatch& batch,
                            const engine::TakenColumns& taken,
                            const std::vector<std::string>& columns,
                            const std::function<void()>& meanwhile) {
  for (const ingest::BadRow& bad : batch.bad_rows) {
    ++report_.rows_left_out;
    tell_problem({file, bad.line, bad.field, bad.reason});
  }
  const auto cell = [&](std::size_t row, std::size_t column) {
    return std::string_view(batch.at(row, column));
  };
  const auto bad_values = table_.add_rows(batch.size(), taken.sources, cell, options_.threads, [&] {
    if (meanwhile) meanwhile();
    add_ids(batch, taken.record_id);
  });
  for (const linkage::BadValue& bad : bad_values) {
    ++report_.cells_left_out;
    tell_problem({file, batch.lines[bad.row], columns[bad.column], bad.reason});
  }
}

void ResolveDesk::add_ids(const ingest::RowBatch& batch, std::size_t column) {
  for (std::size_t row = 0; row < batch.size(); ++row) {
    std::string_view id;
    if (column != kNone) id = batch.at(row, column);
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

// Of numbers that are spread evenly: how many stand there again.
std::uint64_t count_repeats(std::span<const std::uint64_t> hashes, int threads) {
  constexpr int kPartBits = 8;
  constexpr std::size_t kParts = std::size_t{1} << kPartBits;
  std::array<std::size_t, kParts + 1> ends{};
  const auto part_of = [](std::uint64_t hash) { return hash >> (64 - kPartBits); };
  for (const std::uint64_t hash : hashes) ++ends[part_of(hash) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<std::uint64_t> parts(hashes.size());
  for (const std::uint64_t hash : hashes) parts[ends[part_of(hash)]++] = hash;
  std::atomic<std::uint64_t> repeats = 0;
  base::parallel_for(kParts, {threads, 1}, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      const auto begin = parts.begin() + static_cast<std::ptrdiff_t>(i == 0 ? 0 : ends[i - 1]);
      const auto end = parts.begin() + static_cast<std::ptrdiff_t>(ends[i]);
      std::sort(begin, end);
      repeats += static_cast<std::uint64_t>(end - std::unique(begin, end));
    }
  });
  return repeats;
}

void ResolveDesk::count_ids() {
  report_.repeated_ids += count_repeats(ids_.hashes(), options_.threads);
  std::atomic<std::uint64_t> nothing_known = 0;
  base::parallel_for(
      table_.size(), {options_.threads, 65536}, [&](std::size_t begin, std::size_t end) {
        std::uint64_t count = 0;
        for (std::size_t record = begin; record < end; ++record) {
          const std::uint32_t* row = table_.row(record);
          count += std::all_of(row, row + table_.fields().size(), [](auto v) { return v == 0; });
        }
        nothing_known += count;
      });
  report_.nothing_known += nothing_known;
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

// The rows of the records from `begin` to `end`.
void ResolveDesk::append_rows(const linkage::Parties& parties,
                              std::span<const std::uint32_t> numbers, std::size_t begin,
                              std::size_t end, std::string& text) const {
  for (std::size_t record = begin; record < end; ++record) {
    engine::append_csv_cell(ids_.at(record), text);
    text += ',';
    std::array<char, 10> digits;
    const auto written =
        std::to_chars(digits.begin(), digits.end(), numbers[parties.of_record[record]]);
    text.append(digits.data(), written.ptr);
    text += ',';
    append_probability(parties.probability[record], text);
    text += '\n';
  }
}

Expected<> ResolveDesk::write(const std::function<Expected<>(std::string_view)>& write) {
  table_.settle(options_.threads);
  count_ids();
  TRY_ASSIGN(const linkage::Parties parties, link());
  std::vector<std::uint32_t> numbers(table_.size());
  for (const std::uint32_t party : parties.of_record) {
    if (numbers[party] == 0) numbers[party] = static_cast<std::uint32_t>(++report_.clusters);
  }
  TRY(write("record_id,cluster_id,probability\n"));
  // As many pieces at a time as there are threads.
  std::vector<std::string> pieces(static_cast<std::size_t>(std::max(options_.threads, 1)));
  for (std::size_t first = 0; first < table_.size(); first += pieces.size() * kWriteRows) {
    base::parallel_for(pieces.size(), {options_.threads, 1}, [&](std::size_t i, std::size_t end) {
      for (; i < end; ++i) {
        pieces[i].clear();
        const std::size_t begin = std::min(first + i * kWriteRows, table_.size());
        append_rows(parties, numbers, begin, std::min(begin + kWriteRows, table_.size()),
                    pieces[i]);
      }
    });
    for (const std::string& piece : pieces) {
      if (!piece.empty()) TRY(write(piece));
    }
  }
  return {};
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
