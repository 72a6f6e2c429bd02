namespace Holdfast.Node.Applying;

/// <summary>Where a data plane says that something broke under it, for example that a process died. A reconcile follows at once.</summary>
public interface IFaultSink
{
    /// <param name="what">For the log.</param>
    void Report(string what);
}
