#include "goods/goods.h"

#include <fmt/format.h>

#include "goods/judge.h"
#include "goods/recognise.h"

namespace chokepoint::goods {
namespace {

constexpr float kResidualConfidence = 0.1F;
constexpr std::size_t kTransitMax = 8;

struct Scratch {
  RecogniseScratch recognise;
  std::vector<Recognition> found;
  std::vector<Judgement> judgements;
};

// Buffers that live as long as the thread: the common item allocates nothing.
Scratch& scratch_of_thread() {
  static thread_local Scratch scratch;
  return scratch;
}

Movement movement_of(const Catalogue& catalogue, const records::Consignment& consignment,
                     const records::Item& item, std::span<std::string_view> transit) {
  Movement movement;
  const Moment moment =
      consignment.happened_at.is_known() ? consignment.happened_at : consignment.known_at;
  movement.day_is_known = moment.is_known();
  if (moment.is_known()) movement.day = moment.day();
  movement.mass_kg = item.net_mass_kg;
  movement.route.origin = catalogue.country(
      consignment.route_origin.empty() ? item.origin_country : consignment.route_origin);
  movement.route.destination = catalogue.country(consignment.route_destination);
  std::size_t count = 0;
  for (std::string_view rest = consignment.route_transit;
       !rest.empty() && count < transit.size();) {
    const std::size_t cut = std::min(rest.find(';'), rest.size());
    const std::string_view country = catalogue.country(rest.substr(0, cut));
    if (!country.empty()) transit[count++] = country;
    rest.remove_prefix(std::min(cut + 1, rest.size()));
  }
  movement.route.transit = transit.first(count);
  return movement;
}

GoodsFinding finding_for(const records::Consignment& consignment, const records::Item& item,
                         std::string_view key) {
  GoodsFinding finding;
  finding.finding_id = records::make_row_id("goods_finding", item.item_row_id, key);
  finding.consignment_id = consignment.consignment_id;
  finding.item_row_id = item.item_row_id;
  finding.known_at = consignment.known_at;
  return finding;
}

void add_findings(const Thing& thing, const Recognition& recognition,
                  const std::vector<Judgement>& judgements, const records::Consignment& consignment,
                  const records::Item& item, base::Arena& arena,
                  std::vector<GoodsFinding>& findings) {
  const std::string_view matched_text = arena.keep(recognition.matched_text);
  for (const Judgement& judgement : judgements) {
    const RegimeRow& row = *judgement.row;
    const std::string_view coverage = judgement.by_group ? "group" : "named";
    fmt::memory_buffer key;
    fmt::format_to(std::back_inserter(key), "{}|{}|{}|{}|{}", thing.id, row.regime, row.list,
                   row.valid_from, coverage);
    GoodsFinding finding = finding_for(consignment, item, {key.data(), key.size()});
    finding.substance = thing.id;
    finding.substance_name = thing.name;
    finding.cas = thing.cas;
    finding.matched_by = matched_by_text(recognition.by);
    finding.matched_text = matched_text;
    finding.coverage = coverage;
    finding.regime = row.regime;
    finding.list = row.list;
    finding.status = status_text(judgement.status);
    finding.obligations = judgement.obligations;
    if (judgement.below_threshold)
      finding.obligations = arena.keep(fmt::format("{};below_threshold", judgement.obligations));
    finding.papers = judgement.papers;
    finding.confidence = recognition.confidence;
    finding.source = row.source;
    finding.source_status = row.source_status;
    findings.push_back(finding);
  }
}

void add_residual(const records::Consignment& consignment, const records::Item& item,
                  base::Arena& arena, std::vector<GoodsFinding>& findings) {
  GoodsFinding finding = finding_for(consignment, item, "residual");
  finding.substance = "residual";
  finding.substance_name = "a tariff code that listed substances share with many others";
  finding.matched_by = matched_by_text(MatchedBy::hs);
  finding.matched_text = arena.keep(item.hs_code);
  finding.coverage = "group";
  finding.status = status_text(RowStatus::unknown);
  finding.confidence = kResidualConfidence;
  finding.source = "85 China announcement Aug 2024 ; 130-133 tariff texts";
  finding.source_status = "verified";
  findings.push_back(finding);
}

}  // namespace

void assess(const Catalogue& catalogue, const records::Consignment& consignment,
            std::span<const records::Item> items, base::Arena& arena,
            std::vector<GoodsFinding>& findings) {
  Scratch& scratch = scratch_of_thread();
  for (const records::Item& item : items) {
    const Moment moment =
        consignment.happened_at.is_known() ? consignment.happened_at : consignment.known_at;
    const ItemEvidence evidence{item.description, item.cas, item.hs_code,
                                moment.is_known() ? moment.day() : Day{}, moment.is_known()};
    const EvidenceState state = recognise(catalogue, evidence, scratch.recognise, scratch.found);
    // Machines travel under codes that the whole engineering trade shares: those say nothing.
    const bool is_chemical = item.hs_code.starts_with("29");
    if (scratch.found.empty()) {
      if (state.is_residual_hs && is_chemical) add_residual(consignment, item, arena, findings);
      continue;
    }
    std::array<std::string_view, kTransitMax> transit;
    const Movement movement = movement_of(catalogue, consignment, item, transit);
    for (const Recognition& recognition : scratch.found) {
      const Thing& thing = catalogue.things()[recognition.thing];
      judge(catalogue, thing, movement, scratch.judgements);
      add_findings(thing, recognition, scratch.judgements, consignment, item, arena, findings);
    }
  }
}

}  // namespace chokepoint::goods
