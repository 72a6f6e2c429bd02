namespace Holdfast.Node.OpenVpn.Management;

/// <summary>Who is connected to one server process, as far as we know. Thread-safe.</summary>
internal sealed class ConnectedClients
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, ConnectedClient> _byId = [];
    private readonly Dictionary<string, long> _byName = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byId.Count;
            }
        }
    }

    public IReadOnlyList<ConnectedClient> All()
    {
        lock (_gate)
        {
            return [.. _byId.Values];
        }
    }

    public void Put(ConnectedClient client)
    {
        lock (_gate)
        {
            PutUnlocked(client);
        }
    }

    /// <returns>The client with its new totals, or null when it is not known.</returns>
    public ConnectedClient? WithBytes(long id, long received, long sent)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(id, out var client)
                ? _byId[id] = client with { Received = received, Sent = sent }
                : null;
        }
    }

    public ConnectedClient? Find(string commonName)
    {
        lock (_gate)
        {
            return
                _byName.TryGetValue(commonName, out var id)
                && _byId.TryGetValue(id, out var client)
                && client.CommonName == commonName
                ? client
                : null;
        }
    }

    /// <returns>What is known of it, or null.</returns>
    public ConnectedClient? Remove(long id)
    {
        lock (_gate)
        {
            if (!_byId.Remove(id, out var client))
            {
                return null;
            }

            if (_byName.TryGetValue(client.CommonName, out var latest) && latest == id)
            {
                _byName.Remove(client.CommonName);
            }

            return client;
        }
    }

    /// <summary>Takes over a complete list.</summary>
    /// <returns>Those who were known and are not in it.</returns>
    public IReadOnlyList<ConnectedClient> Replace(IReadOnlyList<ConnectedClient> now)
    {
        lock (_gate)
        {
            var before = _byId.Values.ToList();
            _byId.Clear();
            _byName.Clear();
            foreach (var client in now)
            {
                PutUnlocked(client);
            }

            return before.Where(b => !_byId.TryGetValue(b.Id, out var n) || n.Since != b.Since).ToList();
        }
    }

    private void PutUnlocked(ConnectedClient client)
    {
        _byId[client.Id] = client;
        _byName[client.CommonName] = client.Id;
    }
}
