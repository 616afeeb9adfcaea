#include "cli/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace chokepoint::cli {

std::string grouped(std::uint64_t number) {
  std::string text = fmt::format("{}", number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::string duration_in_words(double seconds) {
  if (!(seconds > 0)) return "0 s";
  if (seconds < 9.5) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<std::uint64_t>(std::llround(std::min(seconds, 1e9)));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string percentage(double share) {
  const double percent = share * 100;
  return percent < 9.95 ? fmt::format("{:.1f} %", percent) : fmt::format("{:.0f} %", percent);
}

std::string share_in_words(double share) {
  // Six digits are more than anybody writes, and hide that 3 * 0.2 is not 0.6.
  return fmt::format("{:.6g} %", share * 100);
}

std::string percentage_band(double chance) {
  static constexpr auto kEdges =
      std::to_array<int>({0, 1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100});
  const double percent = std::clamp(chance, 0.0, 1.0) * 100;
  const auto above = std::upper_bound(kEdges.begin(), kEdges.end(), percent);
  if (above == kEdges.begin() + 1) return "under 1 %";
  if (above >= kEdges.end() - 1) return "over 95 %";
  return fmt::format("{} to {} %", *(above - 1), *above);
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", grouped(number), number == 1 ? one : several);
}

std::string moment_in_words(std::string_view moment) {
  if (moment.size() < 16 || moment[10] != 'T') return std::string(moment);
  return fmt::format("{} {}", moment.substr(0, 10), moment.substr(11, 5));
}

std::string in_words(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string as_sentence(std::string_view text) {
  std::string sentence(text);
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z') {
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  }
  return sentence;
}

}  // namespace chokepoint::cli
