using Holdfast.Model.DesiredState;

namespace Holdfast.Node.State;

/// <summary>
/// Hears of a snapshot's records while it is read, in their order: devices, then peers. What is read later, or the clock, may say
/// otherwise; only the state as a whole counts.
/// </summary>
internal interface IStateListener
{
    void WireGuard(string profileId, WireGuardService service);

    void Peer(WireGuardPeer peer);
}
