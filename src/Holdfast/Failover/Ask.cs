using Holdfast.Failover.Control;
using Holdfast.Model.Problems;

namespace Holdfast.Failover;

/// <summary>Asks the agent of this machine.</summary>
internal delegate Task<Outcome<ControlAnswer>> Ask(ControlRequest request);
