using System.Net;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core;

/// <summary>
/// Chooses who carries which prefix. First in the common order whose way is trusted; while none is, whose way is not broken. Who gives the
/// prefix up is asked only where no less specific prefix has a carrier. While there is none at all, whoever carried it before: a wrong guess
/// costs nothing then, and the data plane may outlive the process that speaks for it. Who can still carry it does so until the next one has
/// answered through the tunnel.
/// </summary>
internal sealed class Holders(MeshConfig config, MemberTable members, OwnRecord own)
{
    private Dictionary<IPNetwork, Holding> _current = [];

    public IReadOnlyCollection<Holding> All => _current.Values;

    /// <summary>Several hosts claim something: time alone may change who carries it.</summary>
    public bool AreDisputed { get; private set; }

    /// <summary>Equal where all holders are equal.</summary>
    public ulong Digest { get; private set; }

    public Holding? Find(IPNetwork prefix) => _current.GetValueOrDefault(prefix);

    public void Choose(Turn turn)
    {
        var claims = ByPrefix(turn.Now);
        var disputed = Disputed(claims);
        var next = new Dictionary<IPNetwork, Holding>(claims.Count);
        foreach (var (prefix, claimed) in claims)
        {
            var ranked = ClaimOrder.Rank(claimed.Where(c => c.Counts).Select(c => c.Candidate), config.Rules.Order);
            var first = First(turn.Now, ranked.Where(c => c.Claim.State < ClaimState.Draining));
            next.Add(prefix, new Holding(prefix, first, ranked, disputed.Contains(prefix)));
        }

        var carried = next.Values.Where(holding => holding.Holder is not null).Select(h => h.Prefix).ToList();
        foreach (var (prefix, claimed) in claims.Where(claim => next[claim.Key].Holder is null))
        {
            if (!carried.Exists(wider => Prefixes.IsWithin(prefix, wider)))
            {
                var holding = next[prefix];
                next[prefix] = holding with { Holder = First(turn.Now, holding.Ranked) ?? Last(prefix, claimed) };
            }
        }

        foreach (var holding in next.Values.Where(wanted => IsTooEarly(wanted, next)).ToList())
        {
            next[holding.Prefix] = holding with { Holder = Find(holding.Prefix)?.Holder };
        }

        Tell(turn, next);
        _current = next;
        AreDisputed = disputed.Count > 0;
        Digest = _current.Values.Aggregate(0UL, (sum, holding) => sum ^ Hash(holding));
    }

    /// <summary>Who stands first among those whose way is good.</summary>
    private HostId? First(TimeSpan now, IEnumerable<Candidate> ranked)
    {
        var all = ranked.ToList();
        return all.Find(c => IsTrusted(c.Host, now))?.Host ?? all.Find(c => !IsDown(c.Host))?.Host;
    }

    /// <summary>
    /// Who carries it now gives it up or comes later in the order, and its way is not broken; the way to the next one is not known to be
    /// good. Only hosts that ask both know of ways.
    /// </summary>
    private bool IsTooEarly(Holding wanted, Dictionary<IPNetwork, Holding> next) =>
        config.Rules.AwaitsOpening
        && Carrier(_current, wanted.Prefix) is { Holder: { } before } now
        && Carrier(next, wanted.Prefix) is { Holder: { } after }
        && before != after
        && wanted.Ranked.All(candidate => candidate.Host != config.Self)
        && next.TryGetValue(now.Prefix, out var still)
        && still.Ranked.Any(c => c.Host == before && c.Claim.State < ClaimState.Failing)
        && !IsDown(before)
        && !IsOpen(after);

    /// <summary>By which packets to a prefix go: it, or the most specific one around it that somebody carries.</summary>
    private static Holding? Carrier(Dictionary<IPNetwork, Holding> holdings, IPNetwork prefix) =>
        holdings.GetValueOrDefault(prefix) is { Holder: not null } exact
            ? exact
            : holdings
                .Values.Where(wider => wider.Holder is not null && Prefixes.IsWithin(prefix, wider.Prefix))
                .MaxBy(wider => wider.Prefix.PrefixLength);

    /// <summary>All stays as it was.</summary>
    private HostId? Last(IPNetwork prefix, List<(Candidate Candidate, bool Counts)> claimed)
    {
        var before = Find(prefix)?.Holder;
        var left = claimed.Where(c => members.Find(c.Candidate.Host) is not { Status: HostStatus.Left }).ToList();
        return left.Exists(c => c.Candidate.Host == before) ? before
            : ClaimOrder.Rank(left.Select(c => c.Candidate), config.Rules.Order) is [var first, ..] ? first.Host
            : null;
    }

    private Dictionary<IPNetwork, List<(Candidate Candidate, bool Counts)>> ByPrefix(TimeSpan now)
    {
        var claims = new Dictionary<IPNetwork, List<(Candidate, bool)>>();
        void Add(HostId host, Claim claim, bool counts)
        {
            if (!claims.TryGetValue(claim.Prefix, out var list))
            {
                claims[claim.Prefix] = list = [];
            }

            list.Add((new Candidate(host, claim), counts));
        }

        foreach (var claim in own.Current.Claims)
        {
            Add(config.Self, claim, counts: true);
        }

        foreach (var member in members.All)
        {
            var counts = member.Counts(now);
            foreach (var claim in member.Record.Claims)
            {
                Add(member.Record.Host, claim, counts);
            }

            foreach (var claim in member.Former.DistinctBy(claim => claim.Prefix))
            {
                Add(member.Record.Host, claim, counts: false);
            }
        }

        return claims;
    }

    /// <summary>Prefixes of which, or of a part of which, several hosts claim something.</summary>
    private static HashSet<IPNetwork> Disputed(Dictionary<IPNetwork, List<(Candidate Candidate, bool Counts)>> claims)
    {
        var disputed = claims.Where(claim => claim.Value.Count > 1).Select(claim => claim.Key).ToHashSet();
        var lengths = claims.Keys.Select(prefix => prefix.PrefixLength).Distinct().ToList();
        foreach (var (prefix, claimed) in claims)
        {
            foreach (var length in lengths.Where(length => length < prefix.PrefixLength))
            {
                var wider = Prefixes.Widen(prefix, length);
                if (
                    claims.TryGetValue(wider, out var others)
                    && others.Exists(o => o.Candidate.Host != claimed[0].Candidate.Host)
                )
                {
                    disputed.Add(prefix);
                    disputed.Add(wider);
                }
            }
        }

        return disputed;
    }

    private void Tell(Turn turn, Dictionary<IPNetwork, Holding> next)
    {
        foreach (var (prefix, holding) in next)
        {
            var before = Find(prefix);
            if (before?.Holder != holding.Holder)
            {
                turn.Do(new HolderChanged(prefix, before?.Holder, holding.Holder, Cause(before?.Holder, prefix)));
            }

            if (IsRefused(holding) && (before is null || !IsRefused(before)))
            {
                turn.Do(new ClaimRefused(prefix, holding.Ranked[0].Host));
            }
        }

        foreach (var gone in _current.Values.Where(old => old.Holder is not null && !next.ContainsKey(old.Prefix)))
        {
            turn.Do(new HolderChanged(gone.Prefix, gone.Holder, null, "nobody claims it any more"));
        }
    }

    private bool IsRefused(Holding holding) =>
        holding.Ranked.Count > 0
        && own.Current.Claims.Any(claim => claim.Prefix == holding.Prefix)
        && holding.Ranked.All(candidate => candidate.Host != config.Self);

    private string Cause(HostId? before, IPNetwork prefix) =>
        before is not { } host ? "it is claimed"
        : host == config.Self ? "another goes before this host"
        : members.Find(host) is not { } member ? "it is forgotten"
        : member.Status switch
        {
            HostStatus.Dead => "it is dead",
            HostStatus.Left => "it left",
            _ when member.Path.IsDown => "no answer through the tunnel",
            _ => member.Record.Claims.FirstOrDefault(claim => claim.Prefix == prefix)?.State switch
            {
                null => "it withdrew its claim",
                ClaimState.Draining => "it is drained",
                ClaimState.Failing => "its service does not answer",
                _ => "the order of the claims",
            },
        };

    private bool IsTrusted(HostId host, TimeSpan now) =>
        host == config.Self || members.Find(host) is { } member && member.Path.IsTrusted(now);

    private bool IsOpen(HostId host) => host == config.Self || members.Find(host) is { Path.IsOpen: true };

    private bool IsDown(HostId host) => host != config.Self && members.Find(host) is { Path.IsDown: true };

    private static ulong Hash(Holding holding) =>
        Mixing.Mix(
            holding
                .Prefix.BaseAddress.GetAddressBytes()
                .Aggregate((ulong)holding.Prefix.PrefixLength, (sum, part) => (sum * 257) + part)
                ^ Mixing.Mix(holding.Holder?.Hint ?? 0)
        );
}
