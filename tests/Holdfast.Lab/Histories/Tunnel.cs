using System.Net;

namespace Holdfast.Lab.Histories;

/// <summary>What a client had of one configuration that it used all the time.</summary>
public sealed record Tunnel
{
    public required string App { get; init; }

    public required Given Given { get; init; }

    /// <summary>Its address inside, as its interface had it.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>From the first to the last packet that it sent.</summary>
    public required Span Used { get; init; }

    /// <summary>In order; the first is up. WireGuard has one.</summary>
    public required IReadOnlyList<Connection> Connections { get; init; }

    /// <summary>Times without any answer that were longer than anybody would not notice.</summary>
    public IReadOnlyList<Span> Silences { get; init; } = [];

    /// <summary>Bytes that certainly came through: whole inner packets that were answered.</summary>
    public required long Answered { get; init; }

    /// <summary>Bytes that the client's machine sent in all, by whatever way: no node can have got more.</summary>
    public required long MostSent { get; init; }

    /// <summary>Where its packets went at that time.</summary>
    public string NodeAt(TimeSpan time) =>
        Connections.LastOrDefault(connection => connection.IsUp && connection.At <= time).Node ?? Connections[0].Node;
}
