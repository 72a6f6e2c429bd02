using System.Net;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>What records of others, and of itself, tell it.</summary>
public sealed partial class MeshMachine
{
    private void OnMet(Turn turn, Met met)
    {
        _firstMet ??= turn.Now;
        Learn(turn, met.Record, met.Address);
        if (_members.Find(met.Record.Host) is not { } member)
        {
            return;
        }

        (member.Address, member.IsAddressProven, member.LastHeard) = (met.Address, true, turn.Now);
        _sync.Begin(turn, member);
        turn.Send(met.Record.Host, met.Address, new Tell(_own.Current, null));
    }

    private void Learn(Turn turn, HostRecord record, IPEndPoint? address)
    {
        if (record.Host == _config.Self)
        {
            HearOfSelf(turn, record);
            return;
        }

        var before = _members.Find(record.Host)?.Record.Stamp;
        if (_members.Take(turn, record) is not { } member)
        {
            GiveAddress(_members.Find(record.Host), address);
            return;
        }

        GiveAddress(member, address);
        _news.Add(record.Host, new Tell(record, null));
        if (before?.Incarnation != record.Stamp.Incarnation && member.IsPresent)
        {
            Introduce(turn, member);
        }
    }

    /// <summary>Only where nothing better is known: what a host itself spoke from counts more than what others say.</summary>
    private static void GiveAddress(Member? member, IPEndPoint? address)
    {
        if (member is { IsAddressProven: false } && address is not null)
        {
            member.Address = address;
        }
    }

    /// <summary>A host that begins a life may have no sessions, and be deaf to an old one for long.</summary>
    private void Introduce(Turn turn, Member member)
    {
        if (member.Address is { } address)
        {
            turn.Send(member.Record.Host, address, new Tell(_own.Current, null));
        }

        _openings.Meet(turn, member, View(turn.Now));
    }

    private void OnTunnelMade(Turn turn)
    {
        foreach (var member in _members.Present.ToList())
        {
            _openings.Begin(turn, member, View(turn.Now));
        }
    }

    private void HearOfSelf(Turn turn, HostRecord record)
    {
        if (record.Stamp <= _own.Current.Stamp)
        {
            return;
        }

        if (!_wasElsewhere)
        {
            _wasElsewhere = true;
            turn.Do(new KeyElsewhere());
        }

        _own.Refute(record.Stamp, turn.Now);
    }
}
