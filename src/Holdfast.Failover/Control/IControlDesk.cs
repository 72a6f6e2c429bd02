using Holdfast.Linux.Lines;

namespace Holdfast.Failover.Control;

/// <summary>Obeys what comes in through the control socket.</summary>
internal interface IControlDesk
{
    /// <returns>Null: there is no answer, for the caller listens from now on; whatever it says more ends its connection.</returns>
    Task<ControlAnswer?> ObeyAsync(ControlRequest request, LineCaller caller);

    /// <summary>The connection has ended.</summary>
    void Leave(LineCaller caller);
}
