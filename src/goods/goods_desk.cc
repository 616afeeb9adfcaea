// The public desk: one question in, one JSON document out. The same recognise and judge as the
// stage.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/json_writer.h"
#include "chokepoint/goods.h"
#include "goods/goods.h"
#include "goods/judge.h"
#include "goods/papers.h"
#include "goods/recognise.h"
#include "goods/structure.h"

namespace chokepoint {

using goods::Catalogue;
using goods::Judgement;
using goods::MatchedBy;
using goods::Movement;
using goods::Recognition;
using goods::RowStatus;
using goods::Thing;

struct GoodsDesk::State {
  Catalogue catalogue;
  goods::StructureReader structures;

  explicit State(Catalogue loaded) : catalogue(std::move(loaded)), structures(catalogue) {}
};

namespace {

constexpr float kStructureConfidence = 0.97F, kWordingConfidence = 0.85F,
                kUnreadClassConfidence = 0.75F;

// The question as the catalogue understands it, and what of it could not be understood.
struct Understood {
  Movement movement;
  std::vector<std::string_view> transit;
  std::string hs_code;
  std::vector<goods::HeldPaper> papers;
  std::vector<std::string> notes;
  bool is_answerable = true;  // false: something was given that cannot be read
};

void note(Understood& understood, std::string_view text) {
  understood.notes.emplace_back(text);
}

void cannot_read(Understood& understood, std::string note) {
  understood.notes.push_back(std::move(note));
  understood.is_answerable = false;
}

std::string shown(std::string_view text) {
  return std::string(text.substr(0, 60)) + (text.size() > 60 ? ".." : "");
}

std::string_view read_country(const Catalogue& catalogue, std::string_view written,
                              std::string_view field, Understood& understood) {
  if (written.empty()) return {};
  const std::string_view code = catalogue.country(written);
  if (code.empty())
    cannot_read(understood, fmt::format("{} {} is no country of ISO 3166: the route is not known",
                                        field, shown(written)));
  else if (catalogue.regime_of(code).empty())
    understood.notes.push_back(
        fmt::format("the national lists of {} are not in the catalogue", code));
  return code;
}

void read_route(const Catalogue& catalogue, const GoodsQuery& query, Understood& understood) {
  understood.movement.route.origin = read_country(catalogue, query.origin, "origin", understood);
  understood.movement.route.destination =
      read_country(catalogue, query.destination, "destination", understood);
  for (std::string_view rest = query.transit; !rest.empty();) {
    const std::size_t cut = std::min(rest.find(';'), rest.size());
    if (const std::string_view code =
            read_country(catalogue, rest.substr(0, cut), "transit", understood);
        !code.empty())
      understood.transit.push_back(code);
    rest.remove_prefix(std::min(cut + 1, rest.size()));
  }
  understood.movement.route.shows_every_regime = query.origin.empty() && query.destination.empty();
  if (query.origin.empty() || query.destination.empty()) {
    note(understood,
         query.origin.empty() && query.destination.empty() ? "no route given: every regime is shown"
         : query.origin.empty() ? "no origin given: the exporting side is left out"
                                : "no destination given: the importing side is left out");
  }
}

void read_day(const Catalogue& catalogue, const GoodsQuery& query, Understood& understood) {
  if (query.date.empty()) {
    understood.movement.day = catalogue.knows_until();
    note(understood, fmt::format("no date given: judged as of {}, the latest day of the catalogue",
                                 records::format_day(catalogue.knows_until())));
  } else if (const auto moment = records::parse_moment(query.date)) {
    understood.movement.day = moment->day();
  } else {
    understood.movement.day_is_known = false;
    return cannot_read(understood,
                       fmt::format("date {} is no day; write YYYY-MM-DD", shown(query.date)));
  }
  if (understood.movement.day < catalogue.begins()) {
    understood.movement.day_is_known = false;
    cannot_read(understood, fmt::format("the catalogue begins on {}: what held before is not known",
                                        records::format_day(catalogue.begins())));
  } else if (understood.movement.day > catalogue.knows_until()) {
    understood.notes.push_back(
        fmt::format("the latest fact of the catalogue is of {}: later changes are not in it",
                    records::format_day(catalogue.knows_until())));
  }
}

void read_mass(std::string_view written, Understood& understood) {
  if (written.empty()) return;
  double mass = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), mass);
  if (error != std::errc() || end != written.data() + written.size() || !(mass >= 0) ||
      !std::isfinite(mass)) {
    understood.notes.push_back(
        fmt::format("mass_kg {} is no mass: thresholds are taken as passed", shown(written)));
    return;
  }
  understood.movement.mass_kg = mass;
}

void read_role(std::string_view role, Understood& understood) {
  if (role == "exporter" || role == "consignor" || role == "seller" || role == "shipper")
    understood.movement.sides = goods::kExporting | goods::kDomestic;
  else if (role == "importer" || role == "consignee" || role == "buyer")
    understood.movement.sides = goods::kImporting | goods::kDomestic;
  else if (role == "transit")
    understood.movement.sides = goods::kTransit;
  else if (!role.empty() && role != "carrier" && role != "broker" && role != "declarant") {
    understood.notes.push_back(
        fmt::format("role {} is not known: the papers of all sides are shown", shown(role)));
  }
}

void read_hs(std::string_view written, Understood& understood) {
  for (const char character : written) {
    if (character >= '0' && character <= '9')
      understood.hs_code += character;
    else if (character != '.' && character != ' ' && character != '-')
      return understood.hs_code.clear(),
             cannot_read(understood, fmt::format("hs {} is no tariff code", shown(written)));
  }
  if (!written.empty() && (understood.hs_code.size() < 4 || understood.hs_code.size() > 12)) {
    understood.hs_code.clear();
    cannot_read(understood, fmt::format("hs {} is no tariff code", shown(written)));
  }
}

Understood understand(const Catalogue& catalogue, const GoodsQuery& query) {
  Understood understood;
  read_route(catalogue, query, understood);
  read_day(catalogue, query, understood);
  read_mass(query.mass_kg, understood);
  read_role(query.role, understood);
  read_hs(query.hs, understood);
  std::string problem;
  understood.papers = goods::parse_held_papers(catalogue, query.papers, problem);
  if (!problem.empty())
    understood.notes.push_back(
        fmt::format("papers: {} is not country:kind:quantity_kg:valid_from:valid_to:cas", problem));
  if (query.text.size() > goods::kTextBytesMax)
    note(understood, "only the first 65536 bytes of the text were read");
  return understood;
}

// What the structure says, and by which clause, beside what text, CAS and tariff say.
struct Recognised {
  std::vector<Recognition> found;
  std::vector<std::pair<std::uint16_t, std::string>> clauses;
  goods::EvidenceState state;
  bool is_structure_unread = false;
};

void recognise_structure(const Catalogue& catalogue, const goods::StructureReader& structures,
                         const std::string& written, Understood& understood,
                         Recognised& recognised) {
  if (written.empty()) return;
  const goods::StructureAnswer answer = structures.read(written);
  if (answer.problem != goods::StructureProblem::none)
    return cannot_read(understood, std::string(goods::structure_problem_text(answer.problem)));
  for (const goods::StructureMatch& match : answer.matches) {
    const Thing& thing = catalogue.things()[match.thing];
    const float confidence = match.clauses.empty()                  ? kStructureConfidence
                             : thing.structure_class == "nitazenes" ? kUnreadClassConfidence
                                                                    : kWordingConfidence;
    goods::add_recognition(
        recognised.found,
        {match.thing, MatchedBy::structure, std::string_view(written).substr(0, 200), confidence});
    std::string clauses = match.clauses;
    if (match.as_salt) clauses += clauses.empty() ? "salt" : ";salt";
    if (!clauses.empty()) recognised.clauses.emplace_back(match.thing, std::move(clauses));
  }
}

Recognised recognise_all(const Catalogue& catalogue, const goods::StructureReader& structures,
                         const GoodsQuery& query, Understood& understood) {
  static thread_local goods::RecogniseScratch scratch;
  Recognised recognised;
  recognised.state = goods::recognise(catalogue,
                                      {query.text, query.cas, understood.hs_code,
                                       understood.movement.day, understood.movement.day_is_known},
                                      scratch, recognised.found);
  if (recognised.state.cas_problem == goods::CasProblem::check_digit)
    cannot_read(understood, fmt::format("cas {} is impossible: its check digit does not hold",
                                        shown(query.cas)));
  if (recognised.state.cas_problem == goods::CasProblem::shape)
    cannot_read(understood,
                fmt::format("cas {} has not the shape of a CAS number", shown(query.cas)));
  if (recognised.state.is_residual_hs)
    understood.notes.push_back(fmt::format(
        "hs {} is a code that listed goods share with many others: alone it is insufficient",
        understood.hs_code));
  if (recognised.state.is_hs_of_other_edition)
    understood.notes.push_back(fmt::format(
        "hs {} is not in the edition of the HS in force on that day", understood.hs_code));
  recognise_structure(catalogue, structures, query.structure, understood, recognised);
  std::ranges::stable_sort(recognised.found, [](const Recognition& a, const Recognition& b) {
    return a.confidence > b.confidence;
  });
  return recognised;
}

void write_list(base::JsonWriter& json, std::string_view name, std::string_view parts) {
  json.key(name).begin_array();
  while (!parts.empty()) {
    const std::size_t cut = std::min(parts.find(';'), parts.size());
    json.value(parts.substr(0, cut));
    parts.remove_prefix(std::min(cut + 1, parts.size()));
  }
  json.end_array();
}

// Each paper that the row asks: in "missing" unless one is held; what was held, and how it did,
// stands in "papers".
void write_papers(base::JsonWriter& json, const Catalogue& catalogue, const Thing& thing,
                  const Judgement& judgement, const Understood& understood) {
  struct Asked {
    std::string_view kind;
    goods::PaperAnswer answer;
  };
  std::vector<Asked> asked;
  const bool are_due =
      judgement.status == RowStatus::in_force || judgement.status == RowStatus::unknown;
  for (std::string_view rest = are_due ? judgement.papers : std::string_view{}; !rest.empty();) {
    const std::size_t cut = std::min(rest.find(';'), rest.size());
    const std::string_view kind = rest.substr(0, cut);
    rest.remove_prefix(std::min(cut + 1, rest.size()));
    asked.push_back({kind, goods::answer_for_paper(catalogue, judgement.row->regime, kind, thing,
                                                   understood.movement, understood.papers)});
  }
  json.key("missing").begin_array();
  for (const Asked& paper : asked) {
    if (paper.answer.state != goods::PaperState::held) json.value(paper.kind);
  }
  json.end_array();
  if (understood.papers.empty()) return;
  json.key("papers").begin_array();
  for (const Asked& paper : asked) {
    json.begin_object()
        .field("kind", paper.kind)
        .field("state", goods::paper_state_text(paper.answer.state));
    if (paper.answer.states_no_quantity)
      json.field("note", "the paper states no quantity: no limit is taken");
    json.end_object();
  }
  json.end_array();
}

void write_finding(base::JsonWriter& json, const Catalogue& catalogue,
                   const Recognition& recognition, const Recognised& recognised,
                   const Judgement& judgement, const Understood& understood) {
  const Thing& thing = catalogue.things()[recognition.thing];
  const goods::RegimeRow& row = *judgement.row;
  json.begin_object();
  json.field("substance", thing.id)
      .field("substance_name", thing.name)
      .optional_field("cas", thing.cas);
  json.field("matched_by", goods::matched_by_text(recognition.by))
      .field("matched_text", recognition.matched_text);
  for (const auto& [of, clauses] : recognised.clauses) {
    if (of == recognition.thing) write_list(json, "clauses", clauses);
  }
  json.field("coverage", judgement.by_group ? "group" : "named");
  json.field("regime", row.regime)
      .field("list", row.list)
      .field("status", goods::status_text(judgement.status));
  json.optional_field("valid_from", row.valid_from).optional_field("valid_to", row.valid_to);
  write_list(json, "obligations", judgement.obligations);
  if (judgement.below_threshold) json.field("below_threshold_kg", row.threshold_kg);
  write_papers(json, catalogue, thing, judgement, understood);
  json.field("source", row.source).field("source_status", row.source_status);
  if (!row.note.empty()) json.field("note", row.note);
  json.field("confidence", std::round(static_cast<double>(recognition.confidence) * 100) / 100);
  json.end_object();
}

// controlled: it is the thing and a row in force asks for papers. unknown: the law on it, or the
// question, is not known. watched: something is there that a person should see. clear: nothing of
// the catalogue.
class Verdict {
 public:
  void add(const Recognition& recognition, const Judgement& judgement) {
    is_seen_ = true;
    if (recognition.confidence < goods::kControlledConfidence) return;
    if (judgement.status == RowStatus::in_force && judgement.row->asks_papers &&
        !judgement.below_threshold)
      is_controlled_ = true;
    if (judgement.status == RowStatus::unknown) is_law_unknown_ = true;
  }
  void add_recognised() { is_seen_ = true; }
  std::string_view text(bool is_answerable, bool is_anything_given) const {
    if (is_controlled_) return "controlled";
    if (is_law_unknown_ || !is_answerable || !is_anything_given) return "unknown";
    return is_seen_ ? "watched" : "clear";
  }

 private:
  bool is_controlled_ = false, is_law_unknown_ = false, is_seen_ = false;
};

}  // namespace

GoodsDesk::GoodsDesk(std::unique_ptr<const State> state) : state_(std::move(state)) {}
GoodsDesk::GoodsDesk(GoodsDesk&&) noexcept = default;
GoodsDesk& GoodsDesk::operator=(GoodsDesk&&) noexcept = default;
GoodsDesk::~GoodsDesk() = default;

Expected<GoodsDesk> GoodsDesk::open() {
  TRY_ASSIGN(Catalogue catalogue, Catalogue::load());
  return GoodsDesk(std::make_unique<const State>(std::move(catalogue)));
}

std::string GoodsDesk::check_json(const GoodsQuery& query) const {
  const Catalogue& catalogue = state_->catalogue;
  Understood understood = understand(catalogue, query);
  understood.movement.route.transit = understood.transit;
  const Recognised recognised = recognise_all(catalogue, state_->structures, query, understood);
  const bool is_anything_given =
      !query.text.empty() || !query.cas.empty() || !query.hs.empty() || !query.structure.empty();
  if (!is_anything_given)
    note(understood, "nothing was said of the goods: give text, cas, hs or structure");

  base::JsonWriter json;
  json.begin_object();
  if (!query.id.empty()) json.field("id", query.id);
  json.key("findings").begin_array();
  Verdict verdict;
  std::vector<Judgement> judgements;
  for (const Recognition& recognition : recognised.found) {
    const Thing& thing = catalogue.things()[recognition.thing];
    goods::judge(catalogue, thing, understood.movement, judgements);
    verdict.add_recognised();
    if (judgements.empty())
      understood.notes.push_back(
          thing.name + " was recognised; no regime of the catalogue covers it on this route");
    for (const Judgement& judgement : judgements) {
      verdict.add(recognition, judgement);
      write_finding(json, catalogue, recognition, recognised, judgement, understood);
    }
  }
  if (recognised.state.is_residual_hs) verdict.add_recognised();
  json.end_array();
  json.field("verdict", verdict.text(understood.is_answerable, is_anything_given));
  json.key("notes").begin_array();
  for (const std::string& note : understood.notes) json.value(note);
  json.end_array();
  json.end_object();
  return json.take();
}

Expected<std::string> check_goods_json(const GoodsQuery& query) {
  TRY_ASSIGN(const GoodsDesk desk, GoodsDesk::open());
  return desk.check_json(query);
}

}  // namespace chokepoint
