namespace Holdfast.Failover.Heartbeat;

/// <summary>The keys of a group: all are good for receiving, one is for sending. To change it, bring the new one to all members first.</summary>
public sealed class HeartbeatKeys
{
    private readonly HeartbeatKey?[] _byId = new HeartbeatKey?[256];

    /// <exception cref="ArgumentException">Two keys have one id, or no key has the id of the active one.</exception>
    public HeartbeatKeys(IEnumerable<HeartbeatKey> keys, byte activeId)
    {
        foreach (var key in keys)
        {
            _byId[key.Id] = _byId[key.Id] is null
                ? key
                : throw new ArgumentException($"Two keys have the id {key.Id}.", nameof(keys));
        }

        Active = _byId[activeId] ?? throw new ArgumentException("The active key is not there.", nameof(activeId));
    }

    internal HeartbeatKey Active { get; }

    internal HeartbeatKey? Find(byte id) => _byId[id];
}
