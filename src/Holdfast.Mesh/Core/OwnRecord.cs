using System.Net;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core;

/// <summary>What this host says of itself. Each change has a new version, and is signed.</summary>
internal sealed class OwnRecord
{
    private readonly MeshConfig _config;
    private readonly MemberTable _members;
    private readonly List<OwnClaim> _claims;
    private uint _version;
    private TimeSpan _refresh;

    public OwnRecord(MeshConfig config, MemberTable members)
    {
        (_config, _members) = (config, members);
        _claims = [.. config.Claims.Select(wanted => new OwnClaim(wanted))];
        Current = Sign();
    }

    public HostRecord Current { get; private set; }

    public IReadOnlyList<OwnClaim> Claims => _claims;

    /// <summary>It has looked for others long enough to claim something.</summary>
    public bool HasJoined { get; private set; }

    public bool HasLeft { get; private set; }

    /// <summary>From now on it claims what it is to claim, behind those who do already.</summary>
    public void Join(TimeSpan now)
    {
        HasJoined = true;
        Renew(now, always: true);
    }

    /// <summary>
    /// It was away, or was thought to be: others have taken over, and stay where they are. Where nobody else claims, nothing changes.
    /// </summary>
    public void Renew(TimeSpan now) => Renew(now, always: false);

    public void Put(WantedClaim wanted, TimeSpan now)
    {
        _claims.RemoveAll(claim => claim.Wanted.Prefix == wanted.Prefix);
        var claim = new OwnClaim(wanted);
        GoBehind(claim, now);
        _claims.Add(claim);
        Publish(now);
    }

    public void Remove(IPNetwork prefix, TimeSpan now)
    {
        _claims.RemoveAll(claim => claim.Wanted.Prefix == prefix);
        Publish(now);
    }

    public void Drain(IPNetwork? prefix, bool drain, TimeSpan now)
    {
        foreach (var claim in _claims.Where(c => prefix is null || c.Wanted.Prefix == prefix))
        {
            if (claim.IsDraining && !drain)
            {
                GoBehind(claim, now);
            }

            claim.IsDraining = drain;
        }

        Publish(now);
    }

    /// <summary>Whoever comes back from failing comes back behind the others.</summary>
    public void Check(IPNetwork prefix, bool isWell, TimeSpan now)
    {
        foreach (var claim in _claims.Where(c => c.Wanted.Prefix == prefix && c.IsFailing == isWell).ToList())
        {
            claim.IsFailing = !isWell;
            if (isWell)
            {
                GoBehind(claim, now);
            }

            Publish(now);
        }
    }

    public void Leave(TimeSpan now)
    {
        HasLeft = true;
        Publish(now);
    }

    /// <summary>A newer record of this host than it has made is about, or a verdict on the one that it has: it says something newer.</summary>
    public void Refute(RecordStamp heard, TimeSpan now)
    {
        if (heard.Incarnation == _config.Incarnation && heard >= Current.Stamp)
        {
            _version = heard.Version;
            Publish(now);
        }
    }

    /// <returns>True: there is something new to be told.</returns>
    public bool Tick(TimeSpan now)
    {
        var ripe = _claims.Where(claim => claim.WaitsUntil <= now).ToList();
        ripe.ForEach(claim => claim.WaitsUntil = null);
        if (ripe.Count == 0 && now < _refresh)
        {
            return false;
        }

        Publish(now);
        return true;
    }

    public void Skip(TimeSpan gap) => _claims.ForEach(claim => claim.WaitsUntil += gap);

    private void Renew(TimeSpan now, bool always)
    {
        var disputed = _claims.Where(claim => Others(claim.Wanted.Prefix).Any()).ToList();
        disputed.ForEach(claim => GoBehind(claim, now));
        if (always || disputed.Count > 0)
        {
            Publish(now);
        }
    }

    private void GoBehind(OwnClaim claim, TimeSpan now)
    {
        var others = Others(claim.Wanted.Prefix).ToList();
        if (others.Count > 0)
        {
            claim.Epoch = Math.Max(claim.Epoch, others.Max(other => other.Claim.Epoch) + 1);
        }

        var isCarried = others.Exists(o => o.Member.Counts(now) && o.Claim.State < ClaimState.Draining);
        claim.WaitsUntil = isCarried ? now + _config.Rules.ClaimHoldDown : null;
    }

    private IEnumerable<(Member Member, Claim Claim)> Others(IPNetwork prefix) =>
        from member in _members.All
        from claim in member.Record.Claims
        where claim.Prefix == prefix
        select (member, claim);

    private void Publish(TimeSpan now)
    {
        _version++;
        _refresh = now + (_config.Rules.RecordLifetime / 2);
        Current = Sign();
        _members.HasChanged = true;
    }

    private HostRecord Sign()
    {
        var record = new HostRecord
        {
            Host = _config.Self,
            Key = _config.Key,
            Stamp = new(_config.Incarnation, _version),
            Name = _config.Name,
            WireGuardPort = _config.WireGuardPort,
            Left = HasLeft,
            IsJoining = !HasJoined && !HasLeft,
            LifetimeMilliseconds = (uint)_config.Rules.RecordLifetime.TotalMilliseconds,
            Claims = HasJoined && !HasLeft ? [.. _claims.Select(claim => claim.ToClaim())] : [],
        };
        return record with { Signature = _config.Sign(record) };
    }
}
