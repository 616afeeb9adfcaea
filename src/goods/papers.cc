#include "goods/papers.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "goods/cas_number.h"

namespace chokepoint::goods {
namespace {

// What people write for the kinds.
std::string_view paper_kind(std::string_view written) {
  if (written == "import") return "import_permit";
  if (written == "export") return "export_permit";
  if (written == "pre_export") return "pre_export_notification";
  return written;
}

bool is_paper_kind(std::string_view kind) {
  return kind == "licence" || kind == "registration" || kind == "import_permit" ||
         kind == "export_permit" || kind == "pre_export_notification" || kind == "declaration";
}

bool is_of_authority(const Catalogue& catalogue, std::string_view regime,
                     std::string_view country) {
  if (regime == "UN") return true;  // kept by the states
  return country == regime || catalogue.regime_of(country) == regime;
}

bool names(const Catalogue& catalogue, const HeldPaper& paper, const Thing& thing) {
  if (paper.substance.empty() || paper.substance == thing.id) return true;
  const CasNumber number = read_cas(paper.substance);
  if (number.problem != CasProblem::none) return false;
  const std::uint16_t named = catalogue.thing_by_cas(number.digits);
  return named != Catalogue::kNone && catalogue.things()[named].id == thing.id;
}

PaperState state_of(const Catalogue& catalogue, const HeldPaper& paper, const Thing& thing,
                    const Movement& movement) {
  if (!names(catalogue, paper, thing)) return PaperState::other_substance;
  if (movement.day_is_known && paper.valid_from && movement.day < *paper.valid_from)
    return PaperState::not_yet_valid;
  if (movement.day_is_known && paper.valid_to && movement.day > *paper.valid_to)
    return PaperState::expired;
  if (records::is_known(paper.quantity_kg) && records::is_known(movement.mass_kg) &&
      movement.mass_kg > paper.quantity_kg) {
    return PaperState::quantity_too_small;
  }
  return PaperState::held;
}

bool read_quantity(std::string_view text, double& quantity) {
  if (text.ends_with("kg")) text.remove_suffix(2);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), quantity);
  return error == std::errc() && end == text.data() + text.size() && quantity >= 0;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool read_paper(const Catalogue& catalogue, std::string_view text, HeldPaper& paper) {
  std::array<std::string_view, 6> parts;
  std::size_t count = 0;
  while (count < parts.size()) {
    const std::size_t cut = std::min(text.find(':'), text.size());
    parts[count++] = trimmed(text.substr(0, cut));
    if (cut == text.size()) break;
    text.remove_prefix(cut + 1);
  }
  paper.country = parts[0] == "EU" || parts[0] == "UN" ? parts[0] : catalogue.country(parts[0]);
  paper.kind = paper_kind(parts[1]);
  paper.substance = parts[5];
  if (paper.country.empty() || !is_paper_kind(paper.kind)) return false;
  if (!parts[2].empty() && !read_quantity(parts[2], paper.quantity_kg)) return false;
  for (const auto& [part, day] :
       {std::pair{parts[3], &paper.valid_from}, std::pair{parts[4], &paper.valid_to}}) {
    if (part.empty()) continue;
    const auto moment = records::parse_moment(part);
    if (!moment) return false;
    *day = moment->day();
  }
  return true;
}

}  // namespace

std::string_view paper_state_text(PaperState state) {
  switch (state) {
    case PaperState::missing: return "missing";
    case PaperState::other_substance: return "other_substance";
    case PaperState::not_yet_valid: return "not_yet_valid";
    case PaperState::expired: return "expired";
    case PaperState::quantity_too_small: return "quantity_too_small";
    case PaperState::held: return "held";
  }
  return "missing";
}

PaperAnswer answer_for_paper(const Catalogue& catalogue, std::string_view regime,
                             std::string_view kind, const Thing& thing, const Movement& movement,
                             const std::vector<HeldPaper>& held) {
  PaperAnswer best;
  for (const HeldPaper& paper : held) {
    if (paper.kind != kind || !is_of_authority(catalogue, regime, paper.country)) continue;
    const PaperState state = state_of(catalogue, paper, thing, movement);
    if (state < best.state) continue;
    best = {state, state == PaperState::held && !records::is_known(paper.quantity_kg)};
  }
  return best;
}

std::vector<HeldPaper> parse_held_papers(const Catalogue& catalogue, std::string_view text,
                                         std::string& problem) {
  std::vector<HeldPaper> held;
  while (!text.empty()) {
    const std::size_t cut = std::min(text.find(';'), text.size());
    const std::string_view one = trimmed(text.substr(0, cut));
    text.remove_prefix(std::min(cut + 1, text.size()));
    if (one.empty()) continue;
    HeldPaper paper;
    if (read_paper(catalogue, one, paper))
      held.push_back(std::move(paper));
    else if (problem.empty())
      problem = std::string(one.substr(0, 80));
  }
  return held;
}

}  // namespace chokepoint::goods
