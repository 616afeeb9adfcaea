#include "targets/capacity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "base/rng.h"

namespace chokepoint::targets {
namespace {

// One group's subjects, best first.
void fill_group(const std::vector<RankedSubject>& subjects, std::vector<std::size_t> order, const Amount& capacity,
                const Amount& random_share, base::Rng& rng, std::vector<Choice>& choices) {
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const RankedSubject& left = subjects[a];
    const RankedSubject& right = subjects[b];
    if (left.is_mandatory != right.is_mandatory) return left.is_mandatory;
    if (left.score != right.score) return left.score > right.score;
    return left.subject_id < right.subject_id;
  });
  const std::size_t total = std::min(capacity.of(order.size()), order.size());
  const std::size_t random = std::min(random_share.of(total), total);
  const std::size_t ranked = total - random;
  for (std::size_t i = 0; i < ranked; ++i) {
    const bool is_mandatory = subjects[order[i]].is_mandatory;
    choices.push_back({order[i], is_mandatory ? ChosenBy::mandatory : ChosenBy::rank, 1.0});
  }
  // The first `random` of a shuffle of the rest.
  const std::size_t rest = order.size() - ranked;
  for (std::size_t i = 0; i < random; ++i) {
    std::swap(order[ranked + i], order[ranked + i + rng.below(rest - i)]);
    choices.push_back({order[ranked + i], ChosenBy::random, static_cast<double>(random) / static_cast<double>(rest)});
  }
}

}  // namespace

std::string_view name(ChosenBy chosen_by) {
  static constexpr std::array<std::string_view, 3> kNames = {"mandatory", "rank", "random"};
  return kNames[static_cast<std::size_t>(chosen_by)];
}

std::size_t Amount::of(std::size_t total) const {
  const double amount = is_share ? value * static_cast<double>(total) : value;
  return static_cast<std::size_t>(std::llround(std::max(0.0, amount)));
}

Expected<Amount> parse_amount(std::string_view text) {
  Amount amount;
  std::string_view digits = text;
  if (digits.ends_with('%')) {
    amount.is_share = true;
    digits.remove_suffix(1);
  }
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), amount.value);
  const double highest = amount.is_share ? 100 : 1e12;
  if (failed != std::errc() || end != digits.data() + digits.size() || !(amount.value >= 0 && amount.value <= highest)) {
    return fail(ErrorCode::usage, fmt::format("'{}' is no amount; write a number such as 40, or a share such as 5%", text));
  }
  if (amount.is_share) amount.value /= 100;
  return amount;
}

std::vector<Choice> fill_capacity(const std::vector<RankedSubject>& subjects, const Amount& capacity,
                                  const Amount& random_share, std::uint64_t seed) {
  std::map<std::uint32_t, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < subjects.size(); ++i) groups[subjects[i].group].push_back(i);
  std::vector<Choice> choices;
  base::Rng rng(seed, "control slice");
  for (auto& [group, order] : groups) fill_group(subjects, std::move(order), capacity, random_share, rng, choices);
  std::ranges::stable_sort(choices, [&](const Choice& a, const Choice& b) {
    if (a.chosen_by != b.chosen_by) return a.chosen_by < b.chosen_by;
    return a.chosen_by != ChosenBy::random && subjects[a.subject].score > subjects[b.subject].score;
  });
  return choices;
}

}  // namespace chokepoint::targets
