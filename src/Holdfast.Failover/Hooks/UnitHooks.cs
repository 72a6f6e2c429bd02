using Holdfast.Failover.Members;

namespace Holdfast.Failover.Hooks;

/// <summary>The hook of each unit, with what it said last. On the agent's thread; empty when the configuration names none.</summary>
internal sealed class UnitHooks : IAsyncDisposable
{
    private readonly Dictionary<int, AddressHook> _hooks = [];
    private readonly Dictionary<int, HookResult> _last = [];

    public void Add(int vrid, AddressHook hook) => _hooks[vrid] = hook;

    public void Want(int vrid, bool active, Epoch epoch) => _hooks.GetValueOrDefault(vrid)?.Want(active, epoch);

    /// <returns>False: it said the same before.</returns>
    public bool Note(int vrid, HookResult result)
    {
        var isNews = _last.GetValueOrDefault(vrid) != result;
        _last[vrid] = result;
        return isNews;
    }

    /// <returns>Null: it was not called yet.</returns>
    public HookResult? Last(int vrid) => _last.GetValueOrDefault(vrid);

    public async ValueTask DisposeAsync()
    {
        foreach (var hook in _hooks.Values)
        {
            await hook.DisposeAsync();
        }
    }
}
