#include "screening/similar_names.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/parallel_for.h"
#include "screening/name_index.h"
#include "screening/seen_names.h"
#include "text/similarity.h"

namespace chokepoint::screening {

using records::Text;

namespace {

constexpr std::size_t kGrain = 64, kListedAtMost = 8;  // entries that one name may be like
constexpr std::size_t kNearAtMost = 3;                 // of these such as are no hits
constexpr std::size_t kGrowth = 8;                     // a segment is so much larger than the next

struct Listed {
  std::uint32_t handle;
  ListedName name;  // texts live in the arena
};

struct Segment {
  std::vector<Listed> names;
  NameIndex index;

  static std::vector<ListedName> names_of(std::span<const Listed> listed) {
    std::vector<ListedName> names;
    names.reserve(listed.size());
    for (const Listed& each : listed) names.push_back(each.name);
    return names;
  }
  static Segment of(std::vector<Listed> listed, int threads) {
    NameIndex index = NameIndex::build(names_of(listed), threads);
    return {std::move(listed), std::move(index)};
  }

  // The most alike first.
  void find(const text::ParsedName& name, std::vector<SimilarName>& found) const {
    std::size_t near = 0;
    for (const NameMatch& match : index.find(name, {kNearMiss, kListedAtMost})) {
      if (match.similarity < text::kDefaultThreshold && ++near > kNearAtMost) break;
      found.push_back({names[match.name].handle, match.similarity});
    }
  }
};

}  // namespace

struct SimilarNames::State {
  base::Arena arena;
  std::vector<Listed> waiting;    // listed since settle()
  std::vector<Segment> segments;  // the larger and older first
  absl::flat_hash_set<std::uint64_t> seen;
  SeenNames seen_names;
  absl::flat_hash_map<std::uint64_t, std::vector<SimilarName>> similar;

  // Calls `look` with each name and a place for what it is like, on all threads.
  template <class Look>
  static std::vector<std::vector<SimilarName>> look_up(std::span<const SeenName> names, int threads,
                                                       const Look& look) {
    std::vector<std::vector<SimilarName>> found(names.size());
    base::parallel_for(names.size(), {threads, kGrain}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const text::ParsedName parsed = parse_seen(names[i]);
        if (!parsed.is_placeholder) look(parsed, found[i]);
      }
    });
    return found;
  }

  void keep(std::uint64_t key, const std::vector<SimilarName>& found) {
    if (found.empty()) return;
    std::vector<SimilarName>& all = similar[key];
    all.insert(all.end(), found.begin(), found.end());
  }

  void add_segment(Segment segment, int threads) {
    std::vector<Listed> names;
    while (!segments.empty() &&
           segments.back().names.size() < kGrowth * (segment.names.size() + names.size())) {
      std::vector<Listed> older = std::move(segments.back().names);
      segments.pop_back();
      older.insert(older.end(), names.begin(), names.end());
      names = std::move(older);
    }
    if (!names.empty()) {
      names.insert(names.end(), segment.names.begin(), segment.names.end());
      segment = Segment::of(std::move(names), threads);
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

std::vector<SimilarNames::Met> SimilarNames::settle(int threads) {
  State& state = *state_;
  std::vector<Met> met;
  if (state.waiting.empty()) return met;
  Segment segment = Segment::of(std::exchange(state.waiting, {}), threads);
  if (!state.seen.empty()) {
    const std::vector<SeenName> names = state.seen_names.find_hopeful(
        Segment::names_of(segment.names), segment.index, kNearMiss, threads);
    const auto found = State::look_up(
        names, threads, [&](const auto& parsed, auto& similar) { segment.find(parsed, similar); });
    for (std::size_t i = 0; i < names.size(); ++i) {
      state.keep(names[i].key, found[i]);
      if (!found[i].empty()) met.push_back({names[i].key, names[i].name, found[i]});
    }
  }
  state.add_segment(std::move(segment), threads);
  return met;
}

void SimilarNames::see(std::span<const records::Mention> mentions,
                       std::span<const parties::ResolvedMention> resolved, int threads) {
  State& state = *state_;
  std::vector<SeenName> names;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const parties::MentionKeys& keys = resolved[i].keys;
    if (keys.name_key == 0 || keys.is_masked || keys.is_placeholder) continue;
    if (!state.seen.insert(keys.name_key).second) continue;
    names.push_back({keys.name_key, keys.written_name, mentions[i].country, keys.is_organisation});
    state.seen_names.add(names.back());
  }
  if (state.segments.empty()) return;
  const auto found = State::look_up(names, threads, [&](const auto& parsed, auto& similar) {
    for (const Segment& segment : state.segments) segment.find(parsed, similar);
  });
  for (std::size_t i = 0; i < names.size(); ++i) state.keep(names[i].key, found[i]);
}

std::span<const SimilarName> SimilarNames::find(std::uint64_t name_key) const {
  const auto found = state_->similar.find(name_key);
  return found == state_->similar.end() ? std::span<const SimilarName>() : found->second;
}

}  // namespace chokepoint::screening
