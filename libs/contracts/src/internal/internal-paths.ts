/**
 * What the other services ask of `orders` over HTTP, with `SERVICE_CLIENT_ID` and `SERVICE_CLIENT_SECRET` as
 * Basic credentials. Not for others: it may change with any release, and answers the release before too.
 */
export const internalRoot = '/internal/';
export const internalPaths = {
  /** POST → whom up to 500 tracking tokens speak for. */
  guests: '/internal/v1/guests',
  /** POST → snapshots of up to 500 orders of any restaurants. */
  snapshots: '/internal/v1/snapshots',
  /** GET /{order_id}?restaurant_id= → a BoardOrder. */
  boardOrders: '/internal/v1/board-orders',
  /** GET /{order_id}?restaurant_id= → what a message to the customer is made of. */
  messageFacts: '/internal/v1/message-facts',
  /**
   * GET ?seconds= → the sessions that ended in the last so many seconds; with &cursor=&wait_seconds= once one
   * has ended that the cursor's answer did not tell, or after that time.
   */
  endedSessions: '/internal/v1/ended-sessions',
  /**
   * GET → what boards are to be told beside the changes of orders, of all restaurants: that of the last half
   * minute, or what came since &cursor=; with &wait_seconds= once there is some, or after that time.
   */
  boardNotices: '/internal/v1/board-notices',
  /** GET ?updated_after=&after_order_id=&limit= → how orders were liked, by when that was said. */
  feedback: '/internal/v1/feedback',
  /** GET → the base of all links, which providers call back too. */
  publicUrl: '/internal/v1/public-url',
  /**
   * GET → what the notifier is to do beside messages about orders, with ?wait_seconds= once there is
   * something, or after that time; POST …/taken → what it has done of it.
   */
  pendingTasks: '/internal/v1/pending-tasks',
  /**
   * POST /{account_email_id} → what the mail says, with a link made for it; null where there is nothing to
   * send.
   */
  accountEmails: '/internal/v1/account-emails',
  /**
   * GET /{export_id} → what is asked of the notifier for a customer who takes their data along; POST the same
   * → a part of the answer.
   */
  exports: '/internal/v1/exports',
  /** POST → whose customer a phone number was last. */
  lastRestaurants: '/internal/v1/last-restaurants',
  /** GET ?ids= → what insights judges the orders of those restaurants by. */
  restaurants: '/internal/v1/restaurants',
  /** PUT → how long a restaurant's orders of one kind took, as insights has learned it. */
  learnedTimes: '/internal/v1/learned-times',
  /** POST → a sign of life of insights: without one for two minutes, nothing counts as learned. */
  insightsHeartbeat: '/internal/v1/insights-heartbeat',
  /** GET → whose admins wait for last week's figures; POST → the figures of one restaurant's week. */
  weeklyReports: '/internal/v1/weekly-reports',
} as const;
