using System.Diagnostics;

namespace Holdfast.Lab.Waiting;

/// <summary>Waits for conditions, never for time.</summary>
public static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task UntilAsync(string what, TimeSpan deadline, Func<bool> condition) =>
        UntilAsync(what, deadline, () => Task.FromResult(condition()));

    /// <exception cref="LabException">It did not come true in time.</exception>
    public static async Task<TimeSpan> UntilAsync(string what, TimeSpan deadline, Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > deadline)
            {
                throw new LabException($"Waited {deadline.TotalSeconds:0.#} s in vain: {what}.");
            }

            await Task.Delay(Pause);
        }

        return clock.Elapsed;
    }

    /// <summary>The task's result, or an exception that names what was waited for.</summary>
    public static async Task<T> ForAsync<T>(string what, TimeSpan deadline, Task<T> task)
    {
        try
        {
            return await task.WaitAsync(deadline);
        }
        catch (TimeoutException)
        {
            throw new LabException($"Waited {deadline.TotalSeconds:0.#} s in vain: {what}.");
        }
    }
}
