using System.Net;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>A member as its host sees it now.</summary>
public sealed record MemberView
{
    internal MemberView(Member member)
    {
        Record = member.Record;
        Status = member.Status;
        Address = member.Address;
        LastHeard = member.LastHeard;
        IsPathDown = member.Path.IsDown;
        RoundTrip = member.Path.RoundTrip;
        View = member.View;
    }

    public HostRecord Record { get; }

    public HostStatus Status { get; }

    /// <summary>Where it is reached outside; null: unknown.</summary>
    public IPEndPoint? Address { get; }

    /// <summary>When it spoke to this host itself; null: never.</summary>
    public TimeSpan? LastHeard { get; }

    /// <summary>No answer comes through the tunnel.</summary>
    public bool IsPathDown { get; }

    /// <summary>Through the tunnel; null: it was never measured.</summary>
    public TimeSpan? RoundTrip { get; }

    public View View { get; }
}
