// The next mention, read and resolved, where a million were seen: of a party that is known by its
// keys, of one whose name is misspelt at its address, of a new one.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/allocation_count.h"
#include "made_names.h"
#include "parties/resolver.h"

namespace chokepoint::parties {
namespace {

using records::Mention;
using records::Moment;
using records::RowId;

constexpr std::size_t kSeen = 1'000'000, kMentionsAParty = 4, kAtOnce = 1'000;

// A party as it names itself.
struct Named {
  std::string name, street, postcode, phone;
};

class World {
 public:
  World() : made_(3) {
    batch_.mentions.resize(1);
    for (std::size_t i = 0; i < kSeen / kMentionsAParty; ++i) parties_.push_back(make_party());
    for (std::size_t i = 0; i < kSeen; ++i) see(party(made_.rng().below(parties_.size())));
  }

  Named make_party() {
    const bool is_firm = parties_.size() % 5 == 0;
    const auto number = [&](int from, int to) { return made_.rng().between(from, to); };
    return {is_firm ? made_.firm() : made_.person(),
            fmt::format("{} {} Street", number(1, 400), made_.person()),
            fmt::format("{}", number(10'000, 99'999)),
            fmt::format("+1 212 {}", number(2'000'000, 9'999'999))};
  }
  const Named& party(std::size_t i) const { return parties_[i]; }
  std::size_t size() const { return parties_.size(); }
  testing::MadeNames& made() { return made_; }

  void see(const Named& named) {
    Mention& mention = batch_.mentions[0];
    mention = {};
    mention.mention_id = RowId{++seen_};
    mention.record_id = mention.mention_id;
    mention.record_kind = "consignment";
    mention.role = "consignee";
    mention.name = named.name;
    mention.street = named.street;
    mention.city = "Springfield";
    mention.postcode = named.postcode;
    mention.country = "US";
    mention.phone = named.phone;
    mention.known_at = Moment{static_cast<std::int64_t>(seen_)};
    resolved_[0] = {};
    resolved_[0].keys = read_mention(mention);
    resolver_.advance(batch_, {0, 1}, mention.known_at, resolved_, output_);
    if (seen_ % kAtOnce == 0) output_ = {};  // as rows are handed on
  }

 private:
  testing::MadeNames made_;
  records::Batch batch_;
  std::vector<Named> parties_;
  Resolver resolver_;
  PartyOutput output_;
  std::vector<ResolvedMention> resolved_ = std::vector<ResolvedMention>(1);
  std::uint64_t seen_ = 0;
};

World& world() {
  static World made;
  return made;
}

enum class Next : std::uint8_t { known, misspelt, fresh };

void NextMention(benchmark::State& state, Next next) {
  World& seen = world();
  std::vector<Named> mentions;
  for (std::size_t i = 0; i < 10 * kAtOnce; ++i) {
    mentions.push_back(next == Next::fresh ? seen.make_party()
                                           : seen.party(seen.made().rng().below(seen.size())));
    if (next != Next::misspelt) continue;
    mentions.back().name = seen.made().with_slip(mentions.back().name);
    mentions.back().phone.clear();
  }
  const std::uint64_t before = bench::allocation_count();
  std::size_t i = 0;
  for (auto _ : state) seen.see(mentions[i++ % mentions.size()]);
  state.SetItemsProcessed(state.iterations());
  state.counters["allocations"] = benchmark::Counter(
      static_cast<double>(bench::allocation_count() - before), benchmark::Counter::kAvgIterations);
}
// Each mention once: a repeated one would be known.
BENCHMARK_CAPTURE(NextMention, known, Next::known)->Iterations(10'000);
BENCHMARK_CAPTURE(NextMention, misspelt, Next::misspelt)->Iterations(10'000);
BENCHMARK_CAPTURE(NextMention, fresh, Next::fresh)->Iterations(10'000);

}  // namespace
}  // namespace chokepoint::parties
