using System.Diagnostics.Metrics;
using Holdfast.Telemetry.Metrics;

namespace Holdfast.Telemetry.Tests.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly string _name = "test." + Guid.CreateVersion7().ToString("N");
    private readonly Meter _meter;
    private readonly MetricsCollector _metrics;

    public PrometheusTextTests()
    {
        _meter = new Meter(_name);
        _metrics = new MetricsCollector(name => name == _name);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Write_Nothing_IsEmpty() => Assert.Equal("", Text());

    [Fact]
    public void Write_Counter_AddsUp()
    {
        var counter = _meter.CreateCounter<long>("holdfast.sign-ins", description: "How often\nsomebody \\ signed in.");
        counter.Add(2, new KeyValuePair<string, object?>("result", "good"));
        counter.Add(1, new KeyValuePair<string, object?>("result", "bad"));
        counter.Add(3, new KeyValuePair<string, object?>("result", "good"));
        Assert.Equal(
            """
            # HELP holdfast_sign_ins_total How often\nsomebody \\ signed in.
            # TYPE holdfast_sign_ins_total counter
            holdfast_sign_ins_total{result="bad"} 1
            holdfast_sign_ins_total{result="good"} 5

            """,
            Text()
        );
    }

    [Fact]
    public void Write_UpDownCounter_IsAGaugeThatAddsUp()
    {
        var counter = _meter.CreateUpDownCounter<int>("holdfast.links");
        counter.Add(3);
        counter.Add(-1);
        Assert.Contains("# TYPE holdfast_links gauge\nholdfast_links 2\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Gauge_IsTheLastValue()
    {
        var gauge = _meter.CreateGauge<double>("holdfast.lag", "s");
        gauge.Record(3);
        gauge.Record(0.25);
        Assert.Contains("\nholdfast_lag_seconds 0.25\n", Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(1e300, "1E+300")]
    public void Write_UnusualNumber_IsWrittenAsTheFormatWants(double value, string text)
    {
        _meter.CreateGauge<double>("g").Record(value);
        Assert.EndsWith($"\ng {text}\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Observable_ShowsOnlyWhatIsThereNow()
    {
        var nodes = new List<string> { "a", "b" };
        _ = _meter.CreateObservableGauge(
            "holdfast.node.lag",
            () => nodes.Select(node => new Measurement<int>(7, new KeyValuePair<string, object?>("node", node)))
        );
        Assert.Contains("node=\"b\"", Text(), StringComparison.Ordinal);
        nodes.Remove("b");
        Assert.DoesNotContain("node=\"b\"", Text(), StringComparison.Ordinal);
        Assert.Contains("holdfast_node_lag{node=\"a\"} 7\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ObservableCounter_IsNotAddedUpAtEachReading()
    {
        _ = _meter.CreateObservableCounter("holdfast.bytes", () => 40L, "By");
        Text();
        Assert.Contains("holdfast_bytes_total 40\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ObservableThatThrows_LeavesTheOthers()
    {
        _ = _meter.CreateObservableGauge("a.bad", int () => throw new InvalidOperationException());
        _ = _meter.CreateObservableGauge("b.good", () => 1);
        Assert.Contains("b_good 1\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Histogram_AddsBucketsUp()
    {
        var histogram = _meter.CreateHistogram(
            "holdfast.connect",
            "s",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] }
        );
        foreach (var value in (double[])[0.05, 0.1, 0.5, 3])
        {
            histogram.Record(value, new KeyValuePair<string, object?>("kind", "new"));
        }

        Assert.Contains(
            """
            # TYPE holdfast_connect_seconds histogram
            holdfast_connect_seconds_bucket{kind="new",le="0.1"} 2
            holdfast_connect_seconds_bucket{kind="new",le="1"} 3
            holdfast_connect_seconds_bucket{kind="new",le="+Inf"} 4
            holdfast_connect_seconds_sum{kind="new"} 3.65
            holdfast_connect_seconds_count{kind="new"} 4

            """,
            Text(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Write_HistogramWithoutAdvice_HasBucketsForSeconds()
    {
        _meter.CreateHistogram<long>("h").Record(1);
        Assert.Contains("h_bucket{le=\"0.5\"} 0\nh_bucket{le=\"1\"} 1\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LabelValues_AreEscapedAndBounded()
    {
        var counter = _meter.CreateCounter<int>("c");
        counter.Add(1, new KeyValuePair<string, object?>("a-b", "x\"} 9\ny\\"));
        counter.Add(1, new KeyValuePair<string, object?>("long", new string('x', 10_000)));
        counter.Add(1, new KeyValuePair<string, object?>("none", null));
        var text = Text();
        Assert.Contains("c_total{a_b=\"x\\\"} 9\\ny\\\\\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("c_total{none=\"\"} 1\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 100, 500);
    }

    [Fact]
    public void Write_TagsInAnotherOrder_AreTheSameSeries()
    {
        var counter = _meter.CreateCounter<int>("c");
        counter.Add(1, new("a", 1), new KeyValuePair<string, object?>("b", true));
        counter.Add(1, new("b", true), new KeyValuePair<string, object?>("a", 1));
        Assert.Contains("c_total{a=\"1\",b=\"true\"} 2\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EndlessTags_AreAddedUpInOne()
    {
        var counter = _meter.CreateCounter<int>("c");
        for (var i = 0; i < InstrumentSeries.MaxSeries + 500; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("who", i));
        }

        var text = Text();
        Assert.Contains("c_total{overflow=\"true\"} 500\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Split('\n').Length, InstrumentSeries.MaxSeries, InstrumentSeries.MaxSeries + 10);
    }

    [Fact]
    public void Write_MeterOfOthers_IsLeftOut()
    {
        using var other = new Meter("other");
        other.CreateCounter<int>("foreign").Add(1);
        Assert.Equal("", Text());
    }

    [Fact]
    public void Write_NameTwice_StandsOnce()
    {
        _meter.CreateCounter<int>("a.b").Add(1);
        _meter.CreateCounter<int>("a_b").Add(1);
        Assert.Single(Text().Split('\n'), line => line.StartsWith("# TYPE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("9lives", "_9lives")]
    [InlineData("a.b-c", "a_b_c")]
    [InlineData("ä", "_")]
    [InlineData("", "_")]
    public void Clean_AnyName_IsAName(string name, string clean) => Assert.Equal(clean, MetricNames.Clean(name));

    [Fact]
    public async Task Write_WhileManyMeasure_LosesNothing()
    {
        var counter = _meter.CreateCounter<int>("c");
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(worker =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < 5000; i++)
                        {
                            counter.Add(1, new KeyValuePair<string, object?>("w", i % 3));
                            if (i % 1000 == worker)
                            {
                                Text();
                            }
                        }
                    })
                )
        );
        var sum = Text()
            .Split('\n')
            .Where(line => line.StartsWith("c_total", StringComparison.Ordinal))
            .Sum(line => int.Parse(line.Split(' ')[1]));
        Assert.Equal(20_000, sum);
    }

    private string Text() => PrometheusText.Write(_metrics);
}
