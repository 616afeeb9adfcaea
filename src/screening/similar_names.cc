#include "screening/similar_names.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/hash.h"
#include "base/parallel_for.h"
#include "screening/name_index.h"

namespace chokepoint::screening {

using records::Text;

namespace {

constexpr std::size_t kGrain = 64, kListedAtMost = 8;  // entries that one name may be like
constexpr std::size_t kGrowth = 8;                     // a segment is so much larger than the next
constexpr std::size_t kParsedAtMost = 1 << 15;         // names kept parsed, about a kilobyte each

struct Listed {
  std::uint32_t handle;
  ListedName name;  // texts live in the arena
};

struct Segment {
  std::vector<Listed> names;
  std::uint32_t until = 0;  // the last of its days of listing, numbered
  NameIndex index;

  static Segment of(std::vector<Listed> names, std::uint32_t until, int threads) {
    std::vector<ListedName> indexed;
    indexed.reserve(names.size());
    for (const Listed& listed : names) indexed.push_back(listed.name);
    NameIndex index = NameIndex::build(indexed, threads);
    return {std::move(names), until, std::move(index)};
  }
};

// A name to look up among what was listed after day `asked`.
struct Question {
  std::uint64_t key;
  Text name;
  Text country;
  bool is_organisation;
  std::uint32_t asked;

  // Of all that parsing it leans on.
  std::uint64_t written_hash() const {
    return base::mix(base::hash_bytes(name, base::hash_bytes(country)), is_organisation ? 1 : 2);
  }
};

struct Answer {
  std::vector<SimilarName> found;
  std::optional<text::ParsedName> parsed;  // now, and not for the first time
};

// A name that came again, parsed; one that falls on its place drives it out.
struct ParsedPlace {
  std::uint64_t written_hash = 0;
  text::ParsedName parsed;
};

}  // namespace

struct SimilarNames::State {
  base::Arena arena;
  records::Day day{std::numeric_limits<std::int32_t>::min()};
  std::uint32_t listings = 0;                               // days of listing so far
  std::vector<Listed> waiting;                              // listed today
  std::vector<Segment> segments;                            // the larger and older first
  absl::flat_hash_map<std::uint64_t, std::uint32_t> asked;  // by name key
  absl::flat_hash_map<std::uint64_t, std::vector<SimilarName>> similar;

  std::vector<ParsedPlace> parsed{kParsedAtMost};

  static text::ParsedName parse(const Question& question) {
    return text::parse_name(
        question.name,
        {question.is_organisation ? Text("Organization") : Text(), question.country, nullptr});
  }

  Answer answer(const Question& question) const {
    const std::uint64_t written_hash = question.written_hash();
    const ParsedPlace& place = parsed[written_hash % kParsedAtMost];
    if (place.written_hash == written_hash) return {look_up(question, place.parsed), {}};
    Answer answer;
    answer.parsed = parse(question);
    answer.found = look_up(question, *answer.parsed);
    if (question.asked == 0) answer.parsed.reset();
    return answer;
  }

  std::vector<SimilarName> look_up(const Question& question, const text::ParsedName& name) const {
    std::vector<SimilarName> found;
    if (name.is_placeholder) return found;
    for (const Segment& segment : segments) {
      if (segment.until <= question.asked) continue;
      for (const NameMatch& match :
           segment.index.find(name, {text::kDefaultThreshold, kListedAtMost})) {
        found.push_back({segment.names[match.name].handle, match.similarity});
      }
    }
    return found;
  }

  void keep_parsed(const Question& question, Answer& answer) {
    if (!answer.parsed) return;
    const std::uint64_t written_hash = question.written_hash();
    parsed[written_hash % kParsedAtMost] = {written_hash, std::move(*answer.parsed)};
  }

  void keep(std::uint64_t key, std::span<const SimilarName> found) {
    if (found.empty()) return;
    std::vector<SimilarName>& all = similar[key];
    for (const SimilarName& name : found) {
      // A segment that grew since is asked whole.
      if (std::ranges::find(all, name.handle, &SimilarName::handle) == all.end())
        all.push_back(name);
    }
  }

  void add_segment(Segment segment, int threads) {
    while (!segments.empty() && segments.back().names.size() < kGrowth * segment.names.size()) {
      Segment& older = segments.back();
      std::vector<Listed> names = std::move(older.names);
      names.insert(names.end(), segment.names.begin(), segment.names.end());
      segments.pop_back();
      segment = Segment::of(std::move(names), segment.until, threads);
    }
    segments.push_back(std::move(segment));
  }
};

SimilarNames::SimilarNames() : state_(std::make_unique<State>()) {}
SimilarNames::SimilarNames(SimilarNames&&) noexcept = default;
SimilarNames& SimilarNames::operator=(SimilarNames&&) noexcept = default;
SimilarNames::~SimilarNames() = default;

void SimilarNames::list(std::uint32_t handle, std::uint32_t entry, Text name, Text kind,
                        Text country) {
  State& state = *state_;
  state.waiting.push_back({handle,
                           {state.arena.keep(name), schema_of(kind),
                            country.size() == 2 ? state.arena.keep(country) : Text(), entry}});
}

void SimilarNames::open_day(records::Day day, int threads) {
  State& state = *state_;
  if (day <= state.day) return;
  state.day = day;
  if (state.waiting.empty()) return;
  ++state.listings;
  state.add_segment(Segment::of(std::exchange(state.waiting, {}), state.listings, threads),
                    threads);
}

void SimilarNames::see(std::span<const records::Mention> mentions,
                       std::span<const parties::ResolvedMention> resolved, int threads) {
  State& state = *state_;
  if (state.segments.empty()) return;
  std::vector<Question> questions;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const parties::MentionKeys& keys = resolved[i].keys;
    if (keys.name_key == 0 || keys.is_masked || keys.is_placeholder) continue;
    std::uint32_t& asked = state.asked[keys.name_key];
    if (asked == state.listings) continue;
    questions.push_back(
        {keys.name_key, keys.written_name, mentions[i].country, keys.is_organisation, asked});
    asked = state.listings;
  }
  std::vector<Answer> answers(questions.size());
  base::parallel_for(questions.size(), {threads, kGrain}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) answers[i] = state.answer(questions[i]);
  });
  for (std::size_t i = 0; i < questions.size(); ++i) {
    state.keep(questions[i].key, answers[i].found);
    state.keep_parsed(questions[i], answers[i]);
  }
}

std::span<const SimilarName> SimilarNames::find(std::uint64_t name_key) const {
  const auto found = state_->similar.find(name_key);
  return found == state_->similar.end() ? std::span<const SimilarName>() : found->second;
}

}  // namespace chokepoint::screening
