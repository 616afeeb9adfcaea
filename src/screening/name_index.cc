#include "screening/name_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/parallel_for.h"
#include "screening/name_rows.h"
#include "text/name_tokens.h"
#include "text/normal_form.h"

namespace chokepoint::screening {
namespace {

// The best name of each entry, in order, at most `limit`.
std::vector<NameMatch> best_of_each(std::vector<NameMatch> matches, std::size_t limit) {
  const auto better = [](const NameMatch& a, const NameMatch& b) {
    if (a.similarity != b.similarity) return a.similarity > b.similarity;
    if (a.written_alike != b.written_alike) return a.written_alike;
    return a.name < b.name;
  };
  std::ranges::sort(matches, [&](const NameMatch& a, const NameMatch& b) {
    return a.entry != b.entry ? a.entry < b.entry : better(a, b);
  });
  const auto repeated = std::ranges::unique(matches, {}, &NameMatch::entry);
  matches.erase(repeated.begin(), repeated.end());
  std::ranges::sort(matches, better);
  if (matches.size() > limit) matches.resize(limit);
  return matches;
}

}  // namespace

NameIndex::NameIndex(std::unique_ptr<NameRows> rows) : rows_(std::move(rows)) {}
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;
NameIndex::~NameIndex() = default;

std::string_view schema_of(std::string_view kind) {
  if (kind == "person") return "Person";
  if (kind == "organization") return "Organization";
  if (kind == "vessel" || kind == "aircraft") return "Vessel";
  return "";
}

NameIndex NameIndex::build(std::span<const ListedName> names, int threads) {
  auto rows = std::make_unique<NameRows>();
  text::NameTokens tokens;
  for (const ListedName& name : names) {
    tokens.read(text::fold(name.name.substr(0, 4096)));
    for (const text::NameToken& token : tokens.words()) rows->weights.count(token.text);
  }
  rows->weights.settle();
  rows->entries.reserve(names.size());
  for (const ListedName& name : names) rows->entries.push_back(name.entry);
  rows->folded.resize(names.size());
  std::unordered_map<std::uint64_t, std::uint32_t> known;
  constexpr std::size_t kChunk = 65536;
  std::vector<ParsedName> parsed(std::min(kChunk, names.size()));
  for (std::size_t from = 0; from < names.size(); from += kChunk) {
    const std::size_t count = std::min(kChunk, names.size() - from);
    base::parallel_for(count, {threads, 1024}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const ListedName& name = names[from + i];
        parsed[i] = text::parse_name(name.name, {name.schema, name.country, &rows->weights});
      }
    });
    for (std::size_t i = 0; i < count; ++i)
      rows->add(parsed[i], static_cast<std::uint32_t>(from + i), known);
  }
  rows->settle();
  return NameIndex(std::move(rows));
}

text::ParsedName NameIndex::parse(std::string_view name, std::string_view schema,
                                  std::string_view country) const {
  return text::parse_name(name, {schema, country, &rows_->weights});
}

std::size_t NameIndex::size() const {
  return rows_->entries.size();
}
std::size_t NameIndex::word_count() const {
  return rows_->words.size();
}

std::vector<NameMatch> NameIndex::find_exhaustively(const ParsedName& query,
                                                    const FindOptions& options) const {
  std::vector<NameMatch> matches;
  const bool characters = has_characters(query);
  for (const Reading& reading : query.readings) {
    const Words words(&reading);
    for (const Row& row : rows_->rows) {
      if (!may_compare(row, reading, characters)) continue;
      const NameMatch match = rows_->compare_row(row, words.span(), reading, query);
      if (match.similarity < options.cutoff) continue;
      matches.push_back(match);
      matches.back().entry = rows_->entries[row.name];
    }
  }
  std::vector<WholeNames::Match> whole;
  rows_->whole_names.find_exhaustively(query, whole);
  rows_->add_whole(whole, query, options.cutoff, matches);
  return best_of_each(std::move(matches), options.limit);
}

std::vector<NameMatch> NameIndex::find(const ParsedName& query, const FindOptions& options) const {
  const NameRows& list = *rows_;
  std::vector<NameMatch> matches;
  Workspace& work = workspace();
  const bool characters = has_characters(query);
  for (const Reading& reading : query.readings) {
    list.choose_words(reading, options.cutoff, work);
    list.collect_all_rows(work);
    list.collect_joined(reading, work);
    const Words words(&reading);
    list.choose_rows(reading, characters, work);
    for (std::size_t i = 0; i < work.chosen.size(); ++i) {
      list.fetch_ahead(work.chosen, i);
      const Row& row = list.rows[work.chosen[i]];
      const NameMatch match = list.compare_row(row, words.span(), reading, query, options.cutoff);
      if (match.similarity < options.cutoff) continue;
      matches.push_back(match);
      matches.back().entry = list.entries[row.name];
    }
  }
  list.whole_names.find(query, work.whole);
  list.add_whole(work.whole, query, options.cutoff, matches);
  return best_of_each(std::move(matches), options.limit);
}

std::string NameIndex::explain(const ParsedName& query, const NameMatch& match) const {
  const NameRows& list = *rows_;
  const bool characters = has_characters(query);
  double best = -1;
  const Row* best_row = nullptr;
  const Reading* best_reading = nullptr;
  const auto of_name = std::ranges::equal_range(list.rows, match.name, {}, &Row::name);
  for (const Reading& reading : query.readings) {
    for (const Row& row : of_name) {
      if (!may_compare(row, reading, characters)) continue;
      const double similarity =
          list.compare_row(row, Words(&reading).span(), reading, query).similarity;
      if (similarity <= best) continue;
      best = similarity;
      best_row = &row;
      best_reading = &reading;
    }
  }
  std::vector<WholeNames::Match> whole;
  list.whole_names.find(query, whole);
  const auto found = std::ranges::find(whole, match.name, &WholeNames::Match::name);
  if (found != whole.end() && found->similarity > best) return std::string(found->why);
  std::string why;
  if (best_row == nullptr) return why;
  list.compare_row(*best_row, Words(best_reading).span(), *best_reading, query, 0, &why);
  const text::Romanisation read = best_reading->romanisation != text::Romanisation::as_written
                                      ? best_reading->romanisation
                                      : best_row->romanisation;
  if (read != text::Romanisation::as_written && read != text::Romanisation::characters)
    why += fmt::format("read as {}; ", text::romanisation_name(read));
  if (why.empty()) return "all words agree";
  why.resize(why.size() - 2);
  return why;
}

}  // namespace chokepoint::screening
