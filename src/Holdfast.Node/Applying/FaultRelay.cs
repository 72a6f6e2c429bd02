namespace Holdfast.Node.Applying;

/// <summary>Leads faults to whoever mends them, who is made after the planes that report them.</summary>
public sealed class FaultRelay : IFaultSink
{
    private volatile IFaultSink? _target;

    public void Connect(IFaultSink target) => _target = target;

    public void Report(string what) => _target?.Report(what);
}
