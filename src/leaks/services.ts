/** Where programs are built and run. Their own commands hand keys of other services on. */
export const HOSTS: readonly string[] = [
  ...[
    'circle_?ci',
    'travis(?:_?ci)?',
    'bitbucket',
    'jenkins',
    'sonar_?(?:cloud|qube)?',
    'codecov',
    'coveralls',
  ],
  ...[
    'codacy',
    'code_?climate',
    'snyk',
    'heroku',
    'netlify',
    'vercel',
    'cloudflare',
    'digital_?ocean',
    'linode',
  ],
  ...[
    'vultr',
    'hcloud',
    'hetzner',
    'fastly',
    'rubygems',
    'pypi',
    'docker_?hub',
    'launch_?darkly',
    'supabase',
  ],
];

/**
 * Other services whose keys lie beside those of Fleetio: names as they stand in variables and headings, for expressions in
 * lower case. Only such as say nothing else.
 */
export const SERVICES: readonly string[] = [
  ...HOSTS,
  // Logs, errors and numbers of programs.
  ...['datadog', 'new ?_?relic', 'sentry', 'bugsnag', 'rollbar', 'loggly', 'papertrail', 'logdna', 'grafana'],
  ...['honeycomb', 'honeybadger', 'airbrake', 'amplitude', 'mixpanel', 'segment[._ ]io', 'posthog', 'wandb'],
  // Messages, shops, offices.
  ...['slack', 'discord', 'telegram', 'twilio', 'sendgrid', 'mailgun', 'mailchimp', 'postmark', 'intercom'],
  ...[
    'zendesk',
    'hubspot',
    'salesforce',
    'netsuite',
    'bamboo_?hr',
    'quickbooks',
    'xero',
    'shopify',
    'stripe',
    'braintree',
  ],
  ...[
    'paypal',
    'razorpay',
    'plaid',
    'airtable',
    'asana',
    'clickup',
    'trello',
    'jira',
    'pagerduty',
    'opsgenie',
  ],
  ...['dropbox', 'okta', 'auth0', 'contentful', 'algolia', 'pusher', 'facebook', 'twitter', 'linkedin'],
  // Maps, weather, models.
  ...[
    'mapbox',
    'mapquest',
    'tomtom',
    'opencage',
    'open_?weather(?:_?map)?',
    'open_?ai',
    'anthropic',
    'cohere',
  ],
  ...['hugging_?face', 'replicate', 'pinecone', 'deepgram', 'label_?studio', 'heartex'],
  // Telematics and fuel cards.
  ...[
    'samsara',
    'geotab',
    'keep_?truckin',
    'verizon_?connect',
    'webfleet',
    'azuga',
    'zonar',
    'lytx',
    'smartcar',
  ],
  ...[
    'wex',
    'comdata',
    'fleetcor',
    'snipe[-_ ]?it',
    'teletrac',
    'navman',
    'mitchell ?1',
    'omnitracs',
    'gps_?insight',
    'motive_?api',
    'linxup',
    'bouncie',
    'teltonika',
    'wialon',
  ],
  ...['trackunit', 'zubie', 'fleetmatics', 'cartrack', 'quartix', 'masternaut', 'gurtam', 'tenstreet'],
  // What small companies run themselves.
  ...[
    'redmine',
    'inventree',
    'superset',
    'metabase',
    'matomo',
    'zammad',
    'glpi',
    'dolibarr',
    'kobo_?toolbox',
  ],
  // Customers, letters, calls.
  ...[
    'pipedrive',
    'activecampaign',
    'freshdesk',
    'freshsales',
    'zoho',
    'klaviyo',
    'mailjet',
    'sparkpost',
    'mandrill',
  ],
  ...['vonage', 'nexmo', 'plivo', 'messagebird', 'ringcentral', 'calendly', 'typeform', 'docusign', 'bitly'],
  ...['todoist', 'toggl', 'clockify', 'pingdom', 'uptime_?robot', 'gocardless', 'adyen', 'mollie', 'strava'],
  ...['app_?center', 'hockey_?app', 'test_?fairy', 'lokalise', 'source_?graph', 'librenms', 'countly'],
  ...['crashlytics', 'io\\.fabric', 'nightscout', 'imgur', 'gitalk', 'habitica'],
  // Vehicles and what is known of carriers.
  ...['traccar', 'flespi', 'calamp', 'spireon', 'trimble', 'fuelman', 'fmcsa', 'tiingo', 'geocod\\.io'],
  ...['plate_?recogni[sz]er', 'ipinfo', 'ipstack', 'maxmind', 'accuweather', 'visual_?crossing'],
  // Inventories.
  ...[
    'netbox',
    'nautobot',
    'seatable',
    'gitea',
    'forgejo',
    'gitlab',
    'weblate',
    'paperless',
    'sea_?file',
    'read_?the_?docs',
  ],
];

/** Those that are not where programs run. */
export const OWNERS = SERVICES.filter((name) => !HOSTS.includes(name));

/** One of them, as a whole word or with signs around it; for expressions without regard to case. */
export const OTHER_SERVICE = `(?<![a-z])(?:${SERVICES.join('|')})(?![a-z])`;
