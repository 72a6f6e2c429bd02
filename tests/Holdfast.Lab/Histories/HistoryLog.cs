using Holdfast.Lab.Stories;

namespace Holdfast.Lab.Histories;

/// <summary>Takes down what clients are told while it happens. Safe for several threads.</summary>
public sealed class HistoryLog(Story story)
{
    private readonly Lock _gate = new();
    private readonly List<Call> _calls = [];
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public IReadOnlyList<Fault> Faults
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    public int Count(Func<Call, bool> counts)
    {
        lock (_gate)
        {
            return _calls.Count(counts);
        }
    }

    public TimeSpan Now => story.Elapsed;

    public void Add(Call call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }

    /// <summary>Breaks something and mends it. It counts as broken until <paramref name="breakAndMend"/> returns.</summary>
    public async Task FaultAsync(string name, Notice notice, Func<Task> breakAndMend)
    {
        var began = Now;
        await breakAndMend();
        lock (_gate)
        {
            _faults.Add(new Fault(name, new Span(began, Now), notice));
        }
    }
}
