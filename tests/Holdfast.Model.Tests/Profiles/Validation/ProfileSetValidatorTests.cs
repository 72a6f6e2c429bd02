using System.Net;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Model.Profiles.Validation;

namespace Holdfast.Model.Tests.Profiles.Validation;

public sealed class ProfileSetValidatorTests
{
    private static readonly Profile Good = SomeProfiles.Employees;

    private static Profile With(Func<WireGuardOptions, WireGuardOptions> change) =>
        Good with
        {
            WireGuard = change(SomeProfiles.WireGuard),
        };

    private static Profile With(Func<OpenVpnOptions, OpenVpnOptions> change) =>
        Good with
        {
            OpenVpn = change(SomeProfiles.OpenVpn),
        };

    private static IPNetwork[] Nets(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];

    /// <summary>Exactly one problem, of this kind, at this setting of the profile.</summary>
    private static void Refuses(ProblemKind kind, string setting, params Profile[] profiles)
    {
        var problem = Assert.Single(ProfileSetValidator.Validate(profiles));
        Assert.Equal(kind, problem.Kind);
        Assert.Equal($"profiles[{profiles[^1].Id}].{setting}", problem.Where);
    }

    private static void Accepts(params Profile[] profiles) => Assert.Empty(ProfileSetValidator.Validate(profiles));

    [Fact]
    public void Validate_GoodProfiles_NoProblem()
    {
        Accepts();
        Accepts(SomeProfiles.Employees);
        Accepts(SomeProfiles.Split);
        Accepts(Good with { OpenVpn = null });
        Accepts(Good with { WireGuard = null });
    }

    [Theory]
    [InlineData("")]
    [InlineData("Office")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("büro")]
    [InlineData("123")]
    [InlineData("a\nb")]
    [InlineData("012345678901234567890123456789012")]
    public void Validate_BadId_Refused(string id)
    {
        var problem = Assert.Single(ProfileSetValidator.Validate([Good with { Id = id }]));

        Assert.Equal(ProfileProblems.InvalidId, problem.Kind);
        Assert.DoesNotContain('\n', problem.Detail);
    }

    [Fact]
    public void Validate_SameIdTwice_SecondIsNamedByItsPlace()
    {
        var second = OtherRanges(Good);

        var problem = Assert.Single(ProfileSetValidator.Validate([Good, second]));

        Assert.Equal("profiles[#2].id", problem.Where);
        Assert.Equal(ProfileProblems.DuplicateId, problem.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" Employees")]
    [InlineData("Employees ")]
    [InlineData("Two\nLines")]
    [InlineData("Two\u2028Lines")]
    public void Validate_BadDisplayName_Refused(string name) =>
        Refuses(ProfileProblems.InvalidDisplayName, "displayName", Good with { DisplayName = name });

    [Fact]
    public void Validate_LongDisplayName_Refused()
    {
        Accepts(Good with { DisplayName = new string('ü', 100) });
        Refuses(ProfileProblems.InvalidDisplayName, "displayName", Good with { DisplayName = new string('x', 101) });
    }

    [Theory]
    [InlineData("vpn.example.org", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("localhost", true)]
    [InlineData("xn--bcher-kva.example", true)]
    [InlineData("", false)]
    [InlineData("vpn.example.org.", false)]
    [InlineData("vpn..example.org", false)]
    [InlineData("-vpn.example.org", false)]
    [InlineData("vpn example", false)]
    [InlineData("vpn.example.org:1194", false)]
    [InlineData("https://vpn.example.org", false)]
    [InlineData("vpn.example.org\nremote evil", false)]
    [InlineData("bücher.example", false)]
    [InlineData("1", false)]
    [InlineData("192.0.2.256", false)]
    [InlineData("192.0.2", false)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234.example", false)]
    public void Validate_HostName_OnlyNamesAndAddresses(string name, bool good)
    {
        var profile = Good with { HostName = name };
        if (good)
        {
            Accepts(profile);
        }
        else
        {
            Refuses(ProfileProblems.InvalidHostName, "hostName", profile);
        }
    }

    [Theory]
    [InlineData(-1001)]
    [InlineData(1001)]
    [InlineData(int.MinValue)]
    public void Validate_BadPriority_Refused(int priority) =>
        Refuses(ProfileProblems.OutOfRange, "priority", Good with { Priority = priority });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void Validate_BadPort_Refused(int port)
    {
        Refuses(ProfileProblems.OutOfRange, "wireGuard.port", With((WireGuardOptions o) => o with { Port = port }));
        Refuses(
            ProfileProblems.OutOfRange,
            "wireGuard.exposedPort",
            With((WireGuardOptions o) => o with { ExposedPort = port })
        );
        Refuses(
            ProfileProblems.OutOfRange,
            "openVpn.udpPorts[0]",
            With((OpenVpnOptions o) => o with { UdpPorts = [port] })
        );
        Refuses(
            ProfileProblems.OutOfRange,
            "openVpn.exposedTcpPorts[1]",
            With((OpenVpnOptions o) => o with { ExposedTcpPorts = [443, port] })
        );
    }

    [Theory]
    [InlineData(1279)]
    [InlineData(9001)]
    public void Validate_BadMtu_Refused(int mtu)
    {
        Refuses(ProfileProblems.OutOfRange, "wireGuard.mtu", With((WireGuardOptions o) => o with { Mtu = mtu }));
        Refuses(ProfileProblems.OutOfRange, "openVpn.mtu", With((OpenVpnOptions o) => o with { Mtu = mtu }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void Validate_BadKeepalive_Refused(int seconds) =>
        Refuses(
            ProfileProblems.OutOfRange,
            "wireGuard.keepalive",
            With((WireGuardOptions o) => o with { Keepalive = seconds })
        );

    [Theory]
    [InlineData(0, 9, "openVpn.ping")]
    [InlineData(61, 200, "openVpn.ping")]
    [InlineData(5, 9, "openVpn.pingRestart")]
    [InlineData(60, 301, "openVpn.pingRestart")]
    public void Validate_BadPings_Refused(int ping, int restart, string setting) =>
        Refuses(
            ProfileProblems.OutOfRange,
            setting,
            With((OpenVpnOptions o) => o with { Ping = ping, PingRestart = restart })
        );

    [Fact]
    public void Validate_SliceOutsideOrTooSmall_Refused()
    {
        RefusesSlices(ProfileProblems.SliceOutside, 0, ("n1", "192.0.2.0/24"));
        RefusesSlices(ProfileProblems.SliceOutside, 0, ("n1", "fd43::/120"));
        RefusesSlices(ProfileProblems.SliceOutside, 0, ("n1", Inside(30)));
    }

    [Fact]
    public void Validate_SlicesCollide_Refused()
    {
        RefusesSlices(ProfileProblems.SlicesOverlap, 1, ("n1", Inside(26)), ("n2", Inside(29)));
        RefusesSlices(ProfileProblems.InvalidNode, 0, ("", Inside(29)));
    }

    [Fact]
    public void Validate_Shared_HasOneNameAndNoParts()
    {
        var shared = Good with { Placement = Placement.Shared, HostName = "vpn.example.org" };

        Accepts(shared);
        Accepts(shared with { Unit = 51 });
        Refuses(ProfileProblems.SharedNeedsHostName, "hostName", shared with { HostName = null });
        Refuses(ProfileProblems.OutOfRange, "unit", shared with { Unit = 256 });
        Refuses(ProfileProblems.OutOfRange, "unit", shared with { Unit = 0 });
        Refuses(ProfileProblems.UnitNeedsShared, "unit", Good with { Unit = 51 });
        Refuses(
            ProfileProblems.SharedHasNoSlices,
            "wireGuard.slices",
            shared with
            {
                WireGuard = shared.WireGuard! with { Slices = [new() { Node = "n1", Network = Nets(Inside(29))[0] }] },
            }
        );
    }

    [Fact]
    public void Validate_FurtherUnits_NeedOneThatIsShared_AndAreEachAnother()
    {
        var shared = Good with { Placement = Placement.Shared, HostName = "vpn.example.org", Unit = 51 };

        Accepts(With(52));
        Accepts(With(52, 53));
        Refuses(
            ProfileProblems.FurtherUnitsNeed,
            "furtherUnits",
            With(52) with
            {
                Placement = Placement.Spread,
                Unit = null,
            }
        );
        Refuses(ProfileProblems.FurtherUnitsNeed, "furtherUnits", With(52) with { Unit = null });
        Refuses(ProfileProblems.FurtherUnitsNeed, "furtherUnits", With(52) with { WireGuard = null });
        Refuses(ProfileProblems.UnitTwice, "furtherUnits[0].unit", With(51));
        Refuses(ProfileProblems.UnitTwice, "furtherUnits[1].unit", With(52, 52));
        Refuses(ProfileProblems.OutOfRange, "furtherUnits[0].unit", With(256));
        Refuses(ProfileProblems.TooMany, "furtherUnits", With([.. Enumerable.Range(100, 16)]));
        Refuses(
            ProfileProblems.InvalidHostName,
            "furtherUnits[0].hostName",
            Changed(one => one with { HostName = "a b" })
        );
        Refuses(ProfileProblems.OutOfRange, "furtherUnits[0].port", Changed(one => one with { Port = 0 }));
        Refuses(
            ProfileProblems.PortTwice,
            "furtherUnits[0].port",
            Changed(one => one with { Port = shared.WireGuard!.Port })
        );

        Profile With(params int[] units) =>
            shared with
            {
                FurtherUnits =
                [
                    .. units.Select(
                        (unit, index) =>
                            new FurtherUnit
                            {
                                Unit = unit,
                                HostName = "b.example.org",
                                Port = 52_000 + index,
                            }
                    ),
                ],
            };

        Profile Changed(Func<FurtherUnit, FurtherUnit> change) =>
            With(52) with
            {
                FurtherUnits = [change(With(52).FurtherUnits[0])],
            };
    }

    private static string Inside(int prefix) => $"{Good.WireGuard!.Pool4.BaseAddress}/{prefix}";

    private static void RefusesSlices(ProblemKind kind, int index, params (string Node, string Network)[] slices) =>
        Refuses(
            kind,
            $"wireGuard.slices[{index}]",
            With(
                (WireGuardOptions o) =>
                    o with
                    {
                        Slices =
                        [
                            .. slices.Select(s => new NodeSlice
                            {
                                Node = s.Node,
                                Network = IPNetwork.Parse(s.Network),
                            }),
                        ],
                    }
            )
        );

    [Fact]
    public void Validate_NoProtocol_Refused()
    {
        var problem = Assert.Single(ProfileSetValidator.Validate([Good with { WireGuard = null, OpenVpn = null }]));

        Assert.Equal(ProfileProblems.NoProtocol, problem.Kind);
        Assert.Equal("profiles[employees]", problem.Where);
    }

    [Fact]
    public void Validate_WireGuardWithoutTransport_Refused() =>
        Refuses(
            ProfileProblems.NoWireGuardTransport,
            "wireGuard.udp",
            With((WireGuardOptions o) => o with { Udp = false, Tcp = false })
        );

    [Fact]
    public void Validate_PoolOfOtherFamily_Refused()
    {
        Refuses(
            ProfileProblems.WrongFamily,
            "wireGuard.pool4",
            With((WireGuardOptions o) => o with { Pool4 = Nets("fd01::/64")[0] })
        );
        Refuses(
            ProfileProblems.WrongFamily,
            "openVpn.pool6",
            With((OpenVpnOptions o) => o with { Pool6 = Nets("10.1.0.0/24")[0] })
        );
    }

    [Theory]
    [InlineData("10.0.0.0/7")]
    [InlineData("10.0.0.0/29")]
    [InlineData("10.0.0.1/32")]
    [InlineData("0.0.0.0/0")]
    public void Validate_PoolSize4_Refused(string pool) =>
        Refuses(
            ProfileProblems.PoolSize,
            "wireGuard.pool4",
            (With((WireGuardOptions o) => o with { Pool4 = IPNetwork.Parse(pool) })) with
            {
                OpenVpn = null,
            }
        );

    [Theory]
    [InlineData("fd00::/63")]
    [InlineData("fd00::/113")]
    [InlineData("::/0")]
    public void Validate_PoolSize6_Refused(string pool) =>
        Refuses(
            ProfileProblems.PoolSize,
            "wireGuard.pool6",
            (With((WireGuardOptions o) => o with { Pool6 = IPNetwork.Parse(pool) })) with
            {
                OpenVpn = null,
            }
        );

    [Theory]
    [InlineData("127.0.0.0/24")]
    [InlineData("169.254.1.0/24")]
    [InlineData("224.0.0.0/24")]
    [InlineData("0.0.0.0/8")]
    [InlineData("255.255.255.0/24")]
    public void Validate_PoolNobodyMayHave4_Refused(string pool) =>
        Refuses(
            ProfileProblems.PoolNotUsable,
            "wireGuard.pool4",
            With((WireGuardOptions o) => o with { Pool4 = IPNetwork.Parse(pool) })
        );

    [Theory]
    [InlineData("fe80::/64")]
    [InlineData("ff02::/64")]
    [InlineData("::/64")]
    public void Validate_PoolNobodyMayHave6_Refused(string pool) =>
        Refuses(
            ProfileProblems.PoolNotUsable,
            "wireGuard.pool6",
            With((WireGuardOptions o) => o with { Pool6 = IPNetwork.Parse(pool) })
        );

    [Fact]
    public void Validate_WireGuardAndOpenVpnOverlap_Refused() =>
        Refuses(
            ProfileProblems.PoolsOverlap,
            "openVpn.pool4",
            With((OpenVpnOptions o) => o with { Pool4 = Nets("10.43.0.0/16")[0] })
        );

    [Fact]
    public void Validate_PoolsOfTwoProfilesOverlap_SecondRefused()
    {
        var other = OtherRanges(Good) with { Id = "other" };

        Accepts(Good, other);
        Refuses(
            ProfileProblems.PoolsOverlap,
            "wireGuard.pool6",
            Good,
            other with
            {
                WireGuard = other.WireGuard! with { Pool6 = Nets("fd44::/64")[0] },
            }
        );
    }

    [Fact]
    public void Validate_SamePortInTwoProfiles_Refused()
    {
        var other = OtherRanges(Good) with { Id = "other" };

        Refuses(
            ProfileProblems.PortTwice,
            "wireGuard.port",
            Good,
            other with
            {
                WireGuard = other.WireGuard! with { Port = 51820 },
            }
        );
        Refuses(
            ProfileProblems.PortTwice,
            "openVpn.tcpPorts[0]",
            Good,
            other with
            {
                OpenVpn = other.OpenVpn! with { TcpPorts = [1194] },
            }
        );
    }

    [Fact]
    public void Validate_WireGuardAndOpenVpnOnOneUdpPort_Refused() =>
        Refuses(
            ProfileProblems.PortTwice,
            "openVpn.udpPorts[0]",
            With((OpenVpnOptions o) => o with { UdpPorts = [51820] })
        );

    [Fact]
    public void Validate_SamePortOnDifferentNodes_Accepted()
    {
        var here = Good with { Nodes = ["a"] };
        var there = OtherRanges(Good) with { Id = "other", Nodes = ["b", "c"], OpenVpn = null };
        var same = there with { WireGuard = there.WireGuard! with { Port = 51820 } };

        Accepts(here, same);
        Refuses(ProfileProblems.PortTwice, "wireGuard.port", here, same with { Nodes = ["c", "a"] });
        Refuses(ProfileProblems.PortTwice, "wireGuard.port", here, same with { Nodes = [] });
    }

    [Fact]
    public void Validate_SamePortOnDifferentAddresses_Accepted()
    {
        var one = With((OpenVpnOptions o) => o with { ListenAddress = IPAddress.Parse("192.0.2.1") });
        var other = OtherRanges(Good) with { Id = "other" };
        var two = other with
        {
            OpenVpn = other.OpenVpn! with
            {
                UdpPorts = [1194],
                TcpPorts = [1194],
                ListenAddress = IPAddress.Parse("192.0.2.2"),
            },
        };

        Accepts(one, two);
        Assert.Equal(
            2,
            ProfileSetValidator
                .Validate([one, two with { OpenVpn = two.OpenVpn! with { ListenAddress = IPAddress.Any } }])
                .Count
        );
    }

    [Fact]
    public void Validate_NumberOfProcesses_PowerOfTwo()
    {
        Accepts(With((OpenVpnOptions o) => o with { UdpPorts = [1194, 1195, 1196], TcpPorts = [443] }));
        Accepts(With((OpenVpnOptions o) => o with { UdpPorts = [1194], TcpPorts = [] }));
        Refuses(
            ProfileProblems.ProcessCount,
            "openVpn.udpPorts",
            With((OpenVpnOptions o) => o with { UdpPorts = [1194, 1195] })
        );
        Refuses(
            ProfileProblems.ProcessCount,
            "openVpn.udpPorts",
            With((OpenVpnOptions o) => o with { UdpPorts = [], TcpPorts = [] })
        );
        Refuses(
            ProfileProblems.ProcessCount,
            "openVpn.udpPorts",
            With((OpenVpnOptions o) => o with { UdpPorts = [.. Enumerable.Range(2000, 127)] })
        );
    }

    [Fact]
    public void Validate_PartsOfPoolTooSmall_Refused() =>
        Refuses(
            ProfileProblems.PoolTooSmall,
            "openVpn.pool4",
            With(
                (OpenVpnOptions o) => o with { Pool4 = Nets("10.44.44.0/28")[0], UdpPorts = [1, 2, 3], TcpPorts = [4] }
            )
        );

    [Fact]
    public void Validate_ExposedWithoutListening_Refused() =>
        Refuses(
            ProfileProblems.ExposedPorts,
            "openVpn.exposedUdpPorts",
            With((OpenVpnOptions o) => o with { UdpPorts = [], ExposedUdpPorts = [53] })
        );

    [Theory]
    [InlineData("dns.example.org")]
    [InlineData("@GW5@")]
    [InlineData("9.9.9.9 ")]
    [InlineData("9")]
    [InlineData("")]
    [InlineData("fe80::1%2")]
    [InlineData("9.9.9.9,1.1.1.1")]
    public void Validate_BadDnsServer_Refused(string server)
    {
        Assert.Contains(
            ProfileSetValidator.Validate([Good with { DnsServers = ["9.9.9.9", server] }]),
            p => p.Kind == ProfileProblems.InvalidDnsServer && p.Where == "profiles[employees].dnsServers[1]"
        );
    }

    [Theory]
    [InlineData("example.org.")]
    [InlineData(".example.org")]
    [InlineData("*.example.org")]
    [InlineData("exa mple.org")]
    [InlineData("10.0.0.1")]
    [InlineData("")]
    public void Validate_BadSearchDomain_Refused(string domain) =>
        Refuses(ProfileProblems.InvalidSearchDomain, "dnsSearchDomains[0]", Good with { DnsSearchDomains = [domain] });

    [Fact]
    public void Validate_DefaultGatewayWithoutDns_Refused() =>
        Refuses(ProfileProblems.NoDnsServer, "dnsServers", Good with { DnsServers = [] });

    [Fact]
    public void Validate_DefaultGatewayWithRoutes_Refused() =>
        Refuses(ProfileProblems.RoutesWithDefaultGateway, "routes", Good with { Routes = Nets("192.168.0.0/16") });

    [Fact]
    public void Validate_SplitWithDnsButNoDomain_Refused() =>
        Refuses(
            ProfileProblems.DnsWithoutSearchDomain,
            "dnsSearchDomains",
            SomeProfiles.Split with
            {
                DnsSearchDomains = [],
            }
        );

    [Fact]
    public void Validate_DnsOutsideRoutes_Refused()
    {
        Refuses(
            ProfileProblems.DnsOutsideTunnel,
            "dnsServers[1]",
            SomeProfiles.Split with
            {
                DnsServers = ["@GW6@", "9.9.9.9"],
            }
        );
        Accepts(SomeProfiles.Split with { DnsServers = ["10.43.43.1", "fd44::1"] });
    }

    [Fact]
    public void Validate_DnsInExcludedRoute_Refused() =>
        Refuses(ProfileProblems.DnsOutsideTunnel, "dnsServers[0]", Good with { ExcludedRoutes = Nets("9.0.0.0/8") });

    [Fact]
    public void Validate_RouteToEverything_Refused() =>
        Refuses(
            ProfileProblems.RouteToEverything,
            "routes[1]",
            SomeProfiles.Split with
            {
                Routes = Nets("192.168.0.0/16", "::/0"),
            }
        );

    [Fact]
    public void Validate_EverythingExcluded_Refused() =>
        Refuses(
            ProfileProblems.NothingLeft,
            "excludedRoutes",
            SomeProfiles.Split with
            {
                DnsServers = [],
                ExcludedRoutes = Nets("192.168.0.0/16", "fd00::/8"),
            }
        );

    [Theory]
    [InlineData("http://vpn.example.org/x")]
    [InlineData("https://user@vpn.example.org/x")]
    [InlineData("https://vpn.example.org/x?y")]
    [InlineData("https://vpn.example.org/x#y")]
    [InlineData("/x")]
    [InlineData("x")]
    public void Validate_BadProxyUrl_Refused(string url) =>
        Refuses(
            ProfileProblems.InvalidProxyUrl,
            "wireGuard.proxyUrl",
            With((WireGuardOptions o) => o with { ProxyUrl = new(url, UriKind.RelativeOrAbsolute) })
        );

    [Fact]
    public void Validate_ListedTwice_Refused()
    {
        Refuses(ProfileProblems.ListedTwice, "dnsServers[1]", Good with { DnsServers = ["9.9.9.9", "9.9.9.9"] });
        Refuses(
            ProfileProblems.ListedTwice,
            "dnsSearchDomains[1]",
            Good with
            {
                DnsSearchDomains = ["a.org", "A.org"],
            }
        );
        Refuses(ProfileProblems.ListedTwice, "allowedGroups[1]", Good with { AllowedGroups = ["staff", "staff"] });
        Refuses(ProfileProblems.ListedTwice, "nodes[2]", Good with { Nodes = ["a", "b", "a"] });
        Refuses(
            ProfileProblems.ListedTwice,
            "routes[2]",
            SomeProfiles.Split with
            {
                Routes = [.. SomeProfiles.Split.Routes, SomeProfiles.Split.Routes[0]],
            }
        );
        Refuses(
            ProfileProblems.ListedTwice,
            "openVpn.exposedUdpPorts[1]",
            With((OpenVpnOptions o) => o with { ExposedUdpPorts = [53, 53] })
        );
    }

    [Fact]
    public void Validate_BadNames_Refused()
    {
        Refuses(ProfileProblems.InvalidGroup, "allowedGroups[0]", Good with { AllowedGroups = [""] });
        Refuses(ProfileProblems.InvalidNode, "nodes[0]", Good with { Nodes = ["a\tb"] });
    }

    [Fact]
    public void Validate_ListTooLong_Refused() =>
        Refuses(
            ProfileProblems.TooMany,
            "dnsSearchDomains",
            Good with
            {
                DnsSearchDomains = [.. Enumerable.Range(0, 201).Select(i => $"d{i}.example.org")],
            }
        );

    [Fact]
    public void Validate_TooManyProfiles_Refused() =>
        Assert.Contains(
            ProfileSetValidator.Validate([.. Enumerable.Repeat(Good, 501)]),
            problem => problem.Kind == ProfileProblems.TooMany && problem.Where == "profiles"
        );

    [Fact]
    public void Validate_ManyMistakes_AllAtOnce()
    {
        var problems = ProfileSetValidator.Validate([
            Good with
            {
                DisplayName = "",
                HostName = "?",
                DnsServers = [],
                WireGuard = SomeProfiles.WireGuard with { Port = 0, Mtu = 0 },
            },
        ]);

        Assert.Equal(["HF-1003", "HF-1005", "HF-1004", "HF-1004", "HF-1018"], problems.Select(problem => problem.Id));
    }

    [Fact]
    public void Kinds_All_HaveIdsOfTheirOwn()
    {
        var ids = typeof(ProfileProblems)
            .GetFields()
            .Select(field => ((ProblemKind)field.GetValue(null)!).Id)
            .ToArray();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^HF-10[0-9]{2}$", id));
    }

    [Fact]
    public void SettingOf_PathOfAnotherProfile_Null()
    {
        Assert.Equal("wireGuard.port", ProfilePath.SettingOf("profiles[a].wireGuard.port", "a"));
        Assert.Null(ProfilePath.SettingOf("profiles[b].wireGuard.port", "a"));
        Assert.Null(ProfilePath.SettingOf("profiles[a]", "a"));
    }

    private static Profile OtherRanges(Profile profile) =>
        profile with
        {
            WireGuard = profile.WireGuard! with
            {
                Pool4 = IPNetwork.Parse("10.53.0.0/24"),
                Pool6 = IPNetwork.Parse("fd53::/64"),
                Port = 51821,
            },
            OpenVpn = profile.OpenVpn! with
            {
                Pool4 = IPNetwork.Parse("10.54.0.0/24"),
                Pool6 = IPNetwork.Parse("fd54::/64"),
                UdpPorts = [1195],
                TcpPorts = [1195],
            },
        };
}
