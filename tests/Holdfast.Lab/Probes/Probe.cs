using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Servers;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Probes;

/// <summary>Asks every 5 ms, and measures how long no answer comes.</summary>
public sealed class Probe : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);
    private readonly CancellationTokenSource stop = new();
    private readonly GapMeter meter = new();
    private readonly Host host;
    private readonly IQuestions questions;
    private readonly Socket socket;
    private readonly Task work;

    private Probe(Host host, IPAddress target, IQuestions questions)
    {
        this.host = host;
        this.questions = questions;
        socket = questions.Open(host, target);
        work = Task.WhenAll(AskAsync(), ListenAsync());
    }

    /// <summary>What it measured since the last <see cref="Reset"/>.</summary>
    public GapStatistics Statistics => meter.At(host.Story.Elapsed);

    /// <summary>Starts to ask over UDP, and waits for the first answer.</summary>
    /// <param name="target">A host with an <see cref="EchoServer"/>.</param>
    public static Task<Probe> StartAsync(Host host, IPAddress target, TimeSpan deadline) =>
        StartAsync(host, target, deadline, new EchoDatagrams());

    /// <summary>Starts to ping, and waits for the first answer.</summary>
    public static Task<Probe> PingAsync(Host host, IPAddress target, TimeSpan deadline) =>
        StartAsync(host, target, deadline, new Pings());

    private static async Task<Probe> StartAsync(Host host, IPAddress target, TimeSpan deadline, IQuestions questions)
    {
        var probe = new Probe(host, target, questions);
        try
        {
            await Wait.UntilAsync($"an answer from {target}", deadline, () => probe.Statistics.Answered > 0);
            probe.Reset();
            return probe;
        }
        catch
        {
            await probe.DisposeAsync();
            throw;
        }
    }

    public void Reset() => meter.Reset(host.Story.Elapsed);

    /// <summary>Waits until answers come again after what happened just now.</summary>
    public async Task<GapStatistics> WaitForAnswerAsync(TimeSpan deadline)
    {
        var before = Statistics.Answered;
        await Wait.UntilAsync("an answer to the probe", deadline, () => Statistics.Answered > before);
        return Statistics;
    }

    /// <summary>How many questions since the last <see cref="Reset"/> were lost: what is late on a busy machine is not.</summary>
    /// <param name="patience">Within which an answer is only late.</param>
    public async Task<int> CountLostAsync(TimeSpan patience)
    {
        var asked = meter.Open;
        var until = host.Story.Elapsed + patience;
        while (host.Story.Elapsed < until && asked.Count > 0)
        {
            await Task.Delay(Interval);
            asked = [.. asked.Intersect(meter.Open)];
        }

        return asked.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work;
        socket.Dispose();
        stop.Dispose();
    }

    private async Task AskAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        for (long number = 0; await NextAsync(timer); number++)
        {
            meter.Sent(number);
            try
            {
                await socket.SendAsync(questions.Ask(number), stop.Token);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // No way there at the moment: that is what we measure.
            }
        }
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task ListenAsync()
    {
        var answer = new byte[128];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var length = await socket.ReceiveAsync(answer, stop.Token);
                if (questions.Read(answer.AsSpan(0, length)) is { } number)
                {
                    meter.Answered(number, host.Story.Elapsed);
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // An ICMP error, or the end.
            }
        }
    }
}
