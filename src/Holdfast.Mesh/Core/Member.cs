using System.Collections.Immutable;
using System.Net;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;
using Holdfast.Mesh.Paths;

namespace Holdfast.Mesh.Core;

/// <summary>Another host, as this one knows it.</summary>
internal sealed class Member(HostRecord record, PathRules paths, TimeSpan now)
{
    public HostRecord Record { get; set; } = record;

    /// <summary>What it claimed in an earlier life, while it does not say yet what it claims in this one.</summary>
    public ImmutableArray<Claim> Former { get; set; } = [];

    /// <summary>When the record came.</summary>
    public TimeSpan RecordHeard { get; set; } = now;

    public HostStatus Status { get; set; } = record.Left ? HostStatus.Left : HostStatus.Alive;

    public TimeSpan StatusSince { get; set; } = now;

    /// <summary>When a suspect is dead.</summary>
    public TimeSpan SuspectUntil { get; set; }

    /// <summary>Where it was heard last, or where another member reaches it; null: unknown.</summary>
    public IPEndPoint? Address { get; set; }

    /// <summary>The address is one from which it spoke to us itself.</summary>
    public bool IsAddressProven { get; set; }

    /// <summary>When it spoke to us itself last, on either way; null: never.</summary>
    public TimeSpan? LastHeard { get; set; }

    /// <summary>The same, from machine to machine alone.</summary>
    public TimeSpan? LastHeardOutside { get; set; }

    public WatchedPath Path { get; } = new(paths);

    /// <summary>As it said last.</summary>
    public View View { get; set; }

    public bool IsPresent => Status is HostStatus.Alive or HostStatus.Suspect;

    /// <summary>Its claims count.</summary>
    public bool Counts(TimeSpan now) =>
        IsPresent && now - RecordHeard <= TimeSpan.FromMilliseconds(Record.LifetimeMilliseconds);
}
