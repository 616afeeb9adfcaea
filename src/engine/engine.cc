// How a batch goes through: what looks at one row alone is prepared on all threads
// (prepared_batch.h); what leans on the days before alone (names alike, declarations, rates) runs
// on all threads a day at a time; what remembers runs event by event in one pass, each stage
// keeping its own memory and seeing only what earlier stages said of this event.
#include "engine/engine.h"

#include <algorithm>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "base/stopwatch.h"
#include "engine/awaited.h"
#include "engine/event_rows.h"
#include "engine/prepared_batch.h"
#include "network/listing_texts.h"
#include "network/successors.h"
#include "parties/place_kinds.h"
#include "screening/paper_desk.h"
#include "screening/watch_list.h"
#include "targets/profile.h"

namespace chokepoint::engine {

using records::Batch;
using records::Event;
using records::EventKind;
using records::Moment;
using records::Range;
using records::RowId;
using records::Text;

namespace {

// Row counts before an event, to see what the event added.
struct Added {
  std::size_t hits, merges, signals;
};

bool is_of_list(const Event& event) {
  return event.kind == EventKind::list_entry || event.kind == EventKind::list_detail ||
         event.kind == EventKind::list_version;
}

}  // namespace

struct Engine::State {
  goods::Catalogue catalogue;
  goods::DeclarationFit declaration_fit;
  signals::StockPhrases phrases;
  parties::Resolver resolver;
  parties::PlaceKinds place_kinds;
  screening::WatchList watch_list;
  screening::PaperDesk paper_desk;
  network::TradeNetwork network;
  network::ListingTexts listing_texts;
  network::Successors successors;
  signals::Executor executor;
  targets::Scorer scorer;
  Awaited awaited;

  struct Seconds {
    double goods = 0, parties = 0, screening = 0, network = 0, signals = 0, targets = 0;
  } seconds;

  PreparationSeconds preparation_seconds;  // by the thread that prepares

  // What one batch needs on its way; indices are those of the batch.
  struct Work {
    PreparedBatch& prepared;
    int threads;
    const Batch& batch = prepared.batch;
    Output& output = *prepared.output;
    std::vector<parties::ResolvedMention>& resolved = prepared.resolved;
    const Found<goods::GoodsFinding>& findings = prepared.findings;
    Found<goods::DeclarationFinding> declarations = {};
    std::vector<targets::Candidate> candidates = {};  // by consignment
    std::vector<Range> said = {};                     // by consignment, in output.signals

    std::span<parties::ResolvedMention> resolved_of(const Event& event) {
      return std::span(resolved).subspan(event.mentions.begin, event.mentions.size());
    }
  };

  // What leans on the days before: does the declaration fit what such goods show?
  void judge_declarations(Work& work, std::span<const Event* const> events) {
    base::Stopwatch watch(seconds.goods);
    const auto judge = [&](const Event& event, std::span<const records::Item> items,
                           base::Arena& arena, std::vector<goods::DeclarationFinding>& findings) {
      const records::Consignment consignment = as_judged(work.batch, event);
      const std::uint64_t consignor = consignor_key(work, event);
      for (const records::Item& item : items)
        declaration_fit.judge(consignment, item, reading_of(work, item), consignor, arena,
                              findings);
    };
    work.declarations.look(work.batch, events, work.threads, judge, work.output.declarations,
                           work.output.arenas);
  }

  // The names of events against all that is listed.
  void look_for_similar_names(Work& work, std::span<const Event> events) {
    base::Stopwatch watch(seconds.screening);
    Range named;  // their mentions stand together
    for (const Event& event : events) {
      if (event.mentions.size() == 0) continue;
      if (named.size() == 0) named.begin = event.mentions.begin;
      named.end = event.mentions.end;
    }
    watch_list.see_names(std::span(work.batch.mentions).subspan(named.begin, named.size()),
                         std::span(work.resolved).subspan(named.begin, named.size()), work.threads);
  }

  // What was listed at one moment meets all names that came before it, unless more of that moment
  // may come.
  void settle_lists(Work& work, Moment open) {
    const Moment since = watch_list.unsettled_since();
    if (!since.is_known() || since == open) return;
    Output& output = work.output;
    const Added before{output.lists.hits.size(), output.parties.party_merges.size(), 0};
    {
      base::Stopwatch watch(seconds.screening);
      watch_list.settle(work.threads, output.lists);
    }
    base::Stopwatch watch(seconds.network);
    tie_merges_and_hits(output, before);
  }

  // In order. Names are looked up ahead as far as the lists stay as they are.
  void take_events(Work& work, std::span<const Event> events) {
    std::size_t looked_up = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
      settle_lists(work, is_of_list(events[i]) ? events[i].known_at : Moment::unknown());
      if (!is_of_list(events[i]) && i >= looked_up) {
        const auto next_list =
            std::find_if(events.begin() + static_cast<std::ptrdiff_t>(i), events.end(), is_of_list);
        looked_up = static_cast<std::size_t>(next_list - events.begin());
        look_for_similar_names(work, events.subspan(i, looked_up - i));
      }
      take_event(work, events[i]);
    }
  }

  void learn_declarations(const Work& work, const Event& event) {
    for (const records::Item& item : work.batch.new_items_of(event))
      declaration_fit.learn(item, reading_of(work, item), consignor_key(work, event));
  }

  static const goods::ItemReading& reading_of(const Work& work, const records::Item& item) {
    return work.prepared.readings[static_cast<std::size_t>(&item - work.batch.items.data())];
  }

  // The consignor as named, before it is resolved; 0: nobody is named.
  static std::uint64_t consignor_key(const Work& work, const Event& event) {
    const auto consignor = find_role(work.batch, event, work.resolved, "consignor");
    if (!consignor || consignor.resolved->keys.name_key == 0) return 0;
    return base::hash_bytes(consignor.mention->country, consignor.resolved->keys.name_key);
  }

  // Everything that remembers, event by event.
  void take_event(Work& work, const Event& event) {
    if (event.kind == EventKind::manifest) return take_manifest(work, event);
    if (event.kind == EventKind::party_decision) return take_decision(work, event);
    Output& output = work.output;
    const Added before{output.lists.hits.size(), output.parties.party_merges.size(),
                       output.signals.size()};
    {
      base::Stopwatch watch(seconds.parties);
      resolver.advance(work.batch, event.mentions, record_of(work.batch, event).happened_at,
                       work.resolved, output.parties);
      for (std::uint32_t i = event.mentions.begin; i < event.mentions.end; ++i)
        place_kinds.advance(work.batch.mentions[i], work.resolved[i].keys);
    }
    {
      base::Stopwatch watch(seconds.screening);
      hand_over_papers(output, before);
      screen(work, event);
    }
    bool first_together = false;
    {
      base::Stopwatch watch(seconds.network);
      first_together = tie(work, event, before);
    }
    if (event.kind != EventKind::consignment) return;
    take_consignment(work, event, first_together);
    learn_declarations(work, event);
  }

  // A person made parties one or two: each stage after the parties forgets what it was told of
  // those that were parted, and is told again.
  void take_decision(Work& work, const Event& event) {
    Output& output = work.output;
    const Added before{output.lists.hits.size(), output.parties.party_merges.size(), 0};
    parties::Parting parting;
    {
      base::Stopwatch watch(seconds.parties);
      parting = resolver.advance(work.batch.party_decisions[event.index], output.parties);
    }
    {
      base::Stopwatch watch(seconds.screening);
      hand_over_papers(output, before);
      if (!parting.ids.empty()) {
        watch_list.part(parting, resolver.remembered(), output.lists);
        paper_desk.part(parting, resolver.remembered());
      }
    }
    base::Stopwatch watch(seconds.network);
    if (!parting.ids.empty()) {
      network.part(parting, resolver.remembered(), output.network);
      successors.part(parting);
    }
    tie_merges_and_hits(output, before);
  }

  // The papers of a merged party are those of the one kept.
  void hand_over_papers(const Output& output, const Added& before) {
    for (std::size_t i = before.merges; i < output.parties.party_merges.size(); ++i)
      paper_desk.advance(output.parties.party_merges[i]);
  }

  void tie_merges_and_hits(Output& output, const Added& before) {
    for (std::size_t i = before.merges; i < output.parties.party_merges.size(); ++i) {
      network.advance(output.parties.party_merges[i], output.network);
      successors.advance(output.parties.party_merges[i]);
    }
    for (std::size_t i = before.hits; i < output.lists.hits.size(); ++i)
      network.advance(output.lists.hits[i]);
  }

  void screen(Work& work, const Event& event) {
    const Batch& batch = work.batch;
    if (event.kind == EventKind::list_entry)
      watch_list.advance(batch.list_entries[event.index], work.output.lists);
    if (event.kind == EventKind::list_detail)
      watch_list.advance(batch.list_details[event.index], work.output.lists);
    if (event.kind == EventKind::list_version)
      watch_list.advance(batch.list_versions[event.index], work.output.lists);
    std::vector<RowId> parties;
    for (std::uint32_t i = event.mentions.begin; i < event.mentions.end; ++i) {
      watch_list.advance(batch.mentions[i], work.resolved[i], work.output.lists);
      if (work.resolved[i].party_id) parties.push_back(work.resolved[i].party_id);
    }
    if (event.kind == EventKind::licence && !parties.empty()) {
      paper_desk.advance(batch.licences[event.index], parties.front());
    }
    if (event.kind == EventKind::notification)
      paper_desk.advance(batch.notifications[event.index], parties);
    if (event.kind == EventKind::consignment) look_up_papers(work, event, parties);
  }

  void look_up_papers(Work& work, const Event& event, std::span<const RowId> parties) {
    const auto findings = work.findings.now(work.output.findings, event);
    if (findings.empty()) return;
    paper_desk.advance(as_judged(work.batch, event), findings, work.batch.new_items_of(event),
                       parties, work.output.papers);
  }

  bool tie(Work& work, const Event& event, const Added& before) {
    Output& output = work.output;
    tie_merges_and_hits(output, before);
    if (event.mentions.size() == 0) return false;
    const RecordTime record = record_of(work.batch, event);
    const Text table = table_of(event.kind);
    std::vector<network::ListingMark> marks;
    if (event.kind == EventKind::listing)
      marks = listing_texts.advance(work.batch.listings[event.index]);
    output.network.marks.insert(output.network.marks.end(), marks.begin(), marks.end());
    const std::size_t links = output.network.links.size();
    const bool first_together = network.advance(table, record.id, record.happened_at,
                                                event.known_at, work.batch.mentions_of(event),
                                                work.resolved_of(event), marks, output.network);
    successors.advance(network, {table, record.id}, event.known_at,
                       output.network.links.size() > links, work.batch.mentions_of(event),
                       work.resolved_of(event), output.network);
    return first_together;
  }

  void take_consignment(Work& work, const Event& event, bool first_together) {
    base::Stopwatch watch(seconds.signals);
    Output& output = work.output;
    signals::Subject subject = make_subject(work, event, first_together);
    subject.findings = work.findings.now(output.findings, event);
    subject.declarations = work.declarations.now(output.declarations, event);
    subject.papers = papers_of(output, subject.consignment->consignment_id);
    targets::Candidate& candidate = fill_in_candidate(work, event, subject);
    const auto first = static_cast<std::uint32_t>(output.signals.size());
    executor.advance(subject, candidate.facts, output.arena, output.signals);
    work.said[event.index] = {first, static_cast<std::uint32_t>(output.signals.size())};
    if (event.items_until.is_known()) await_items(work, event, subject);
  }

  // More items of a consignment taken before: goods, papers and patterns again, and the score. The
  // parties, their ties and who was new stay as they were on arrival.
  void take_manifest(Work& work, const Event& event) {
    Output& output = work.output;
    const RowId consignment_id = work.batch.consignments[event.index].consignment_id;
    const auto found = awaited.find(consignment_id.value);
    if (found == awaited.end()) return;
    AwaitedConsignment& kept = *found->second;
    std::vector<RowId> parties;
    const auto resolved = work.resolved_of(event);
    for (std::size_t i = 0; i < std::min(resolved.size(), kept.parties.size()); ++i) {
      resolver.follow(work.batch.mentions[event.mentions.begin + i].mention_id, kept.parties[i],
                      resolved[i]);
      resolved[i].is_new_party = kept.are_new[i];
      if (resolved[i].party_id) parties.push_back(resolved[i].party_id);
    }
    {
      base::Stopwatch watch(seconds.screening);
      look_up_papers(work, event, parties);
      kept.keep_papers(papers_of(output, consignment_id));
    }
    base::Stopwatch watch(seconds.signals);
    signals::Subject subject = make_subject(work, event, kept.first_together);
    std::vector<goods::GoodsFinding> findings;
    std::vector<goods::DeclarationFinding> declarations;
    subject.findings = work.findings.all(output.findings, event, findings);
    subject.declarations = work.declarations.all(output.declarations, event, declarations);
    subject.papers = kept.papers;
    targets::Candidate& candidate = fill_in_candidate(work, event, subject);
    candidate.is_again = true;
    const std::size_t first = output.signals.size();
    executor.amend(subject, candidate.facts, kept.said, output.arena, output.signals);
    work.said[event.index] = {static_cast<std::uint32_t>(first),
                              static_cast<std::uint32_t>(output.signals.size())};
    note_said(kept, consignment_id, std::span(output.signals).subspan(first));
    learn_declarations(work, event);
    if (event.known_at >= kept.items_until) awaited.erase(found);
  }

  void await_items(Work& work, const Event& event, const signals::Subject& subject) {
    auto kept = std::make_unique<AwaitedConsignment>();
    for (const parties::ResolvedMention& resolved : work.resolved_of(event)) {
      kept->parties.push_back(resolved.party_id);
      kept->are_new.push_back(resolved.is_new_party);
    }
    kept->items_until = event.items_until;
    kept->first_together = subject.first_together;
    kept->keep_papers(subject.papers);
    const RowId consignment_id = subject.consignment->consignment_id;
    note_said(*kept, consignment_id,
              std::span(work.output.signals).subspan(work.said[event.index].begin));
    awaited[consignment_id.value] = std::move(kept);
  }

  void note_said(AwaitedConsignment& kept, RowId consignment_id,
                 std::span<const signals::SaidSignal> said) const {
    for (const signals::SaidSignal& signal : said) {
      if (signal.row.subject_id == consignment_id && !executor.typologies()[signal.typology].group)
        kept.said.push_back(signal.typology);
    }
  }

  // Findings and papers are left to the caller.
  signals::Subject make_subject(Work& work, const Event& event, bool first_together) const {
    signals::Subject subject;
    subject.consignment = &work.batch.consignments[event.index];
    subject.known_at = event.known_at;
    subject.items = work.batch.items_of(event);
    subject.consignor = find_role(work.batch, event, work.resolved, "consignor");
    subject.consignee = find_role(work.batch, event, work.resolved, "consignee");
    subject.first_together = first_together;
    if (subject.consignee) {
      subject.consignee_place_use = place_kinds.use_at(subject.consignee.resolved->keys.place_id);
    }
    for (signals::Participant* participant : {&subject.consignor, &subject.consignee}) {
      if (!*participant || !participant->resolved->party_id) continue;
      participant->component_id = network.component_of(participant->resolved->party_id);
      if (subject.succession == nullptr)
        subject.succession = successors.find(participant->resolved->party_id);
      auto listed =
          network.find_listed(participant->resolved->party_id, network::kMaxSteps, event.known_at);
      if (listed && (!subject.listed || listed->steps < subject.listed->steps))
        subject.listed = std::move(listed);
    }
    return subject;
  }

  targets::Candidate& fill_in_candidate(Work& work, const Event& event,
                                        const signals::Subject& subject) const {
    targets::Candidate& candidate = work.candidates[event.index];
    candidate.consignment_id = subject.consignment->consignment_id;
    candidate.known_at = event.known_at;
    candidate.facts = signals::read_facts(subject, phrases);
    candidate.profile =
        targets::make_profile(subject, work.batch.mentions_of(event), work.resolved_of(event));
    return candidate;
  }

  // The papers that this event has just added stand at the end.
  static std::span<const screening::Paper> papers_of(const Output& output, RowId consignment_id) {
    std::size_t first = output.papers.size();
    while (first > 0 && output.papers[first - 1].consignment_id == consignment_id) --first;
    return std::span(output.papers).subspan(first);
  }

  // One UTC day of the batch, or the part of it that is here. What is learnt stands still within a
  // day, so it is read by all threads at once.
  void advance_day(Work& work, std::span<const Event> events) {
    const records::Day day = events.front().known_at.day();
    const auto first = std::ranges::find_if(events, has_goods);
    const auto count = static_cast<std::size_t>(std::ranges::count_if(events, has_goods));
    const std::size_t begin = count == 0 ? 0 : first->index;  // they stand in the order of events
    settle_lists(work, events.front().known_at);
    scorer.open_day(day, work.output.scores);
    declaration_fit.open_day(day);
    place_kinds.open_day(events.front().known_at, work.output.parties.place_kinds);
    executor.sweep(records::start_of(day));
    judge_declarations(work, std::span(work.prepared.goods_events).subspan(begin, count));
    take_events(work, events);
    score(work, events, begin, count);
  }

  void score(Work& work, std::span<const Event> events, std::size_t begin, std::size_t count) {
    base::Stopwatch watch(seconds.targets);
    const std::size_t rate_count = scorer.rate_count();
    const std::span<const targets::Candidate> candidates =
        std::span(work.candidates).subspan(begin, count);
    std::vector<float> rates(count * rate_count);
    scorer.read_rates(candidates, rates, work.threads);
    for (const Event& event : events) {
      if (event.kind == EventKind::outcome) scorer.advance(work.batch.outcomes[event.index]);
      if (!has_goods(event)) continue;
      const Range said = work.said[event.index];
      scorer.advance(work.candidates[event.index],
                     std::span(rates).subspan((event.index - begin) * rate_count, rate_count),
                     std::span(work.output.signals).subspan(said.begin, said.size()),
                     work.output.scores);
    }
  }
};

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Expected<Engine> Engine::create(const EngineOptions& options) {
  TRY_ASSIGN(goods::Catalogue catalogue, goods::Catalogue::load());
  TRY_ASSIGN(goods::DeclarationFit declaration_fit, goods::DeclarationFit::load());
  TRY_ASSIGN(signals::StockPhrases phrases, signals::StockPhrases::load());
  TRY_ASSIGN(std::vector<signals::Typology> typologies, signals::load_typologies());
  TRY_ASSIGN(targets::Scorecard scorecard, targets::load_scorecard(typologies));
  return Engine(std::make_unique<State>(State{std::move(catalogue),
                                              std::move(declaration_fit),
                                              std::move(phrases),
                                              parties::Resolver({options.awaits_decisions}),
                                              {},
                                              {},
                                              {},
                                              network::TradeNetwork({options.awaits_decisions}),
                                              {},
                                              {},
                                              signals::Executor(std::move(typologies)),
                                              targets::Scorer(std::move(scorecard)),
                                              {},
                                              {},
                                              {}}));
}

std::unique_ptr<PreparedBatch> Engine::prepare(const Batch& batch, int threads) const {
  return prepare_batch(state_->catalogue, batch, threads, state_->preparation_seconds);
}

std::unique_ptr<Output> Engine::advance(std::unique_ptr<PreparedBatch> prepared,
                                        const AdvanceOptions& options) {
  const Batch& batch = prepared->batch;
  State::Work work{*prepared, options.threads};
  work.candidates.resize(batch.consignments.size());
  work.said.resize(batch.consignments.size());
  const std::span<const Event> events = batch.events;
  for (std::size_t begin = 0, end = 0; begin < events.size(); begin = end) {
    while (end < events.size() && events[end].known_at.day() == events[begin].known_at.day()) ++end;
    state_->advance_day(work, events.subspan(begin, end - begin));
  }
  state_->settle_lists(work, options.next_known_at);
  targets::view_features(work.output.scores, state_->scorer.feature_count());
  return std::move(prepared->output);
}

const std::vector<signals::Typology>& Engine::typologies() const {
  return state_->executor.typologies();
}

std::vector<std::pair<std::string, double>> Engine::seconds_by_stage() const {
  const State::Seconds& seconds = state_->seconds;
  const PreparationSeconds& before = state_->preparation_seconds;
  return {{"goods", seconds.goods + before.goods},
          {"parties", seconds.parties + before.parties},
          {"screening", seconds.screening},
          {"network", seconds.network},
          {"signals", seconds.signals},
          {"targets", seconds.targets}};
}

}  // namespace chokepoint::engine
