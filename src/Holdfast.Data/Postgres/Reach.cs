using Holdfast.Data.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Data.Postgres;

/// <summary>
/// Whether there is a server to work with, as far as anybody knows. While there is none, one caller at a time looks again, once, and
/// the others are told what was found: an outage costs nobody more than a moment, and the first who asks after it ends it.
/// </summary>
internal sealed class Reach
{
    /// <summary>How long others wait for the one who looks, who may be about to find a server.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private Problem? _problem;
    private TaskCompletionSource? _look;

    /// <returns>True: nothing is known against it. False: the caller is the one who looks, and has to call <see cref="EndLook"/>.</returns>
    /// <exception cref="DatabaseException">There is none.</exception>
    public async Task<bool> BeginAsync(CancellationToken cancel)
    {
        Task others;
        lock (_gate)
        {
            if (_problem is null)
            {
                return true;
            }

            if (_look is null)
            {
                _look = new(TaskCreationOptions.RunContinuationsAsynchronously);
                return false;
            }

            others = _look.Task;
        }

        await Task.WhenAny(others, Task.Delay(Glance, cancel));
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return _problem is null ? true : throw new DatabaseException(_problem);
        }
    }

    /// <summary>There is one.</summary>
    public void Found() => Know(null);

    /// <summary>There is none, after all attempts.</summary>
    public void Lost(Problem problem) => Know(problem);

    public void EndLook()
    {
        TaskCompletionSource? look;
        lock (_gate)
        {
            (look, _look) = (_look, null);
        }

        look?.SetResult();
    }

    private void Know(Problem? problem)
    {
        lock (_gate)
        {
            _problem = problem;
        }
    }
}
