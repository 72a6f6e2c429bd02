using System.Buffers;
using System.Collections.Immutable;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;

namespace Holdfast.Node.State;

/// <summary>The whole desired state in one file of records.</summary>
internal static class SnapshotFile
{
    private const int FlushAt = 64 * 1024;

    public static void Write(Stream file, EffectiveState state, long generation, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushAt * 2);
        foreach (var record in Records(state, generation, at))
        {
            StateFormat.Write(buffer, record);
            if (buffer.WrittenCount > FlushAt)
            {
                file.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        file.Write(buffer.WrittenSpan);
    }

    /// <returns>Null when the file is not whole, or of another format.</returns>
    public static (StoredState State, long Generation)? Read(Stream file, IStateListener? listener = null)
    {
        var reader = new RecordReader(file);
        if (!reader.TryRead(out var first) || StateFormat.Read(first) is not { Header: { } header } || !IsOurs(header))
        {
            return null;
        }

        var content = new Content();
        var later = new List<byte[]>();
        while (content.Count + later.Count < header.Records && reader.TryRead(out var json))
        {
            // What the general reader has to prepare for the services takes as long as thousands of peers.
            if (listener is not null && StateFormat.Glimpse(json) is { } seen)
            {
                listener.WireGuard(seen.ProfileId, seen.Service);
                later.Add(json.ToArray());
            }
            else if (!Take(json, content, listener))
            {
                return null;
            }
        }

        return later.TrueForAll(json => Take(json, content, listener)) && content.Count == header.Records
            ? (content.Build(header), header.Generation)
            : null;
    }

    private static bool Take(ReadOnlySpan<byte> json, Content content, IStateListener? listener)
    {
        if (StateFormat.Read(json) is not { } record || !content.Take(record))
        {
            return false;
        }

        if (record.Peer is { } peer)
        {
            listener?.Peer(peer);
        }

        return true;
    }

    private static bool IsOurs(StateHeader header) =>
        header is { Format: StateFormat.Version, Kind: StateFormat.Snapshot, Records: >= 0 };

    private static IEnumerable<StateRecord> Records(EffectiveState state, long generation, DateTimeOffset at)
    {
        var desired = state.Desired;
        var lapsed = state.Lapsed.IsEmpty ? 0 : 1;
        var count = desired.Services.Count + desired.Peers.Count + desired.Clients.Count + lapsed;
        yield return new StateRecord
        {
            Header = new(StateFormat.Version, StateFormat.Snapshot, generation, desired.Revision, at, count)
            {
                Draining = desired.Draining ? true : null,
            },
        };

        foreach (var service in desired.Services.Values)
        {
            yield return new StateRecord { Service = service };
        }

        foreach (var peer in desired.Peers.Values)
        {
            yield return new StateRecord { Peer = peer };
        }

        foreach (var client in desired.Clients.Values)
        {
            yield return new StateRecord { Client = client };
        }

        if (lapsed > 0)
        {
            yield return new StateRecord { Lapsed = new LapsedRecord(at, state.Lapsed) };
        }
    }

    private sealed class Content
    {
        private readonly ImmutableDictionary<string, ProfileServices>.Builder _services =
            ImmutableDictionary.CreateBuilder<string, ProfileServices>();

        private readonly ImmutableDictionary<Guid, WireGuardPeer>.Builder _peers = ImmutableDictionary.CreateBuilder<
            Guid,
            WireGuardPeer
        >();

        private readonly ImmutableDictionary<Guid, OpenVpnClient>.Builder _clients = ImmutableDictionary.CreateBuilder<
            Guid,
            OpenVpnClient
        >();

        private ImmutableDictionary<Guid, DateTimeOffset> _lapsed = ImmutableDictionary<Guid, DateTimeOffset>.Empty;

        public int Count { get; private set; }

        public bool Take(StateRecord record)
        {
            Count++;
            switch (record)
            {
                case { Service: { } service }:
                    return _services.TryAdd(service.ProfileId, service);
                case { Peer: { } peer }:
                    return _peers.TryAdd(peer.ConfigurationId, peer);
                case { Client: { } client }:
                    return _clients.TryAdd(client.ConfigurationId, client);
                case { Lapsed: { } lapsed }:
                    _lapsed = lapsed.Ends.ToImmutableDictionary();
                    return true;
                default:
                    return false;
            }
        }

        public StoredState Build(StateHeader header) =>
            new()
            {
                Desired = new NodeState
                {
                    Revision = header.Revision,
                    Services = _services.ToImmutable(),
                    Peers = _peers.ToImmutable(),
                    Clients = _clients.ToImmutable(),
                    Draining = header.Draining ?? false,
                },
                Lapsed = _lapsed,
                LastSeen = header.At,
            };
    }
}
