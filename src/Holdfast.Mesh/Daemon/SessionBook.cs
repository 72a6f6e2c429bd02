using Holdfast.Mesh.Members;
using Holdfast.Mesh.Sealing;

namespace Holdfast.Mesh.Daemon;

/// <summary>
/// Keys for all that are known by their records, and for those who greeted and have not proved yet that they are there. Bounded: a
/// stranger without the password gets in neither.
/// </summary>
internal sealed class SessionBook(MeshKey mesh, HostKeys own, uint incarnation) : IDisposable
{
    /// <summary>Arbitrary, may be increased.</summary>
    private const int MostKnockers = 256;

    private readonly Dictionary<HostId, HostRecord> _records = [];
    private readonly Dictionary<HostId, Session> _sessions = [];
    private readonly Dictionary<HostId, Session> _knockers = [];

    /// <summary>The newest that is known of a host; null: none.</summary>
    public HostRecord? Find(HostId host) => _records.GetValueOrDefault(host);

    /// <summary>A record whose signature was checked, of a member.</summary>
    public void Learn(HostRecord record)
    {
        if (record.Host == own.Host || (Find(record.Host) is { } known && known.Stamp >= record.Stamp))
        {
            return;
        }

        if (_sessions.TryGetValue(record.Host, out var session) && !IsOfThisLife(session, record))
        {
            _sessions.Remove(record.Host);
            session.Dispose();
        }

        _records[record.Host] = record;
        DropKnocker(record);
    }

    /// <summary>Somebody greeted: what it seals can be opened from now on.</summary>
    public void Knock(HostRecord record)
    {
        var isKnown = Find(record.Host) is { } known && known.Stamp.Incarnation >= record.Stamp.Incarnation;
        if (
            isKnown
            || record.Host == own.Host
            || (_knockers.TryGetValue(record.Host, out var old) && IsOfThisLife(old, record))
        )
        {
            // There must never be two sessions of one life: each would count from the beginning under the same keys.
            return;
        }

        if (_knockers.Count >= MostKnockers && !_knockers.ContainsKey(record.Host))
        {
            var first = _knockers.First();
            _knockers.Remove(first.Key);
            first.Value.Dispose();
        }

        if (Session.Open(mesh, own, incarnation, record) is { } session)
        {
            _knockers[record.Host] = session;
        }
    }

    public byte[]? Seal(HostId to, ReadOnlySpan<byte> body) => Of(to)?.Seal(body);

    /// <param name="met">It greeted before, and has proved now that it is there; null: it is known.</param>
    /// <returns>Null: it is of nobody who is known, or not of now.</returns>
    public byte[]? Open(ulong hint, ReadOnlySpan<byte> datagram, out HostId from, out HostRecord? met)
    {
        met = null;
        foreach (var host in _records.Keys.Where(host => host.Hint == hint))
        {
            from = host;
            if (Of(host)?.Open(datagram) is { } body)
            {
                return body;
            }
        }

        foreach (var (host, session) in _knockers.Where(pair => pair.Key.Hint == hint))
        {
            from = host;
            if (session.Open(datagram) is { } body)
            {
                met = session.Other;
                Admit(host, session);
                return body;
            }
        }

        from = default;
        return null;
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values.Concat(_knockers.Values))
        {
            session.Dispose();
        }
    }

    /// <summary>The session goes on, with the numbers that were heard in it.</summary>
    private void Admit(HostId host, Session session)
    {
        _knockers.Remove(host);
        Learn(session.Other);
        if (_sessions.Remove(host, out var old))
        {
            old.Dispose();
        }

        _sessions[host] = session;
    }

    /// <summary>What is learned by another way needs no proof any more.</summary>
    private void DropKnocker(HostRecord record)
    {
        if (_knockers.Remove(record.Host, out var knocker))
        {
            knocker.Dispose();
        }
    }

    private Session? Of(HostId host)
    {
        if (_sessions.TryGetValue(host, out var session))
        {
            return session;
        }

        if (Find(host) is not { } record || Session.Open(mesh, own, incarnation, record) is not { } opened)
        {
            return null;
        }

        _sessions[host] = opened;
        return opened;
    }

    private static bool IsOfThisLife(Session session, HostRecord record) =>
        session.Other.Stamp.Incarnation == record.Stamp.Incarnation && session.Other.Key.Equals(record.Key);
}
